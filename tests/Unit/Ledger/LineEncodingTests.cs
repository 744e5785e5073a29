using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

public sealed class LineEncodingTests
{
    private static readonly LedgerLine Known = new()
    {
        Id = 258,
        At = new(2026, 7, 1, 8, 0, 0, 123, 456, TimeSpan.Zero),
        Actor = new("01980000-0000-7000-8000-00000000002a"),
        Kind = LineKind.Act,
        Subject = new("01980000-0000-7000-8000-000000000007"),
        Revision = 3,
        Procedure = "work-order",
        Action = "答复",
        Commitment = LedgerContent.Commit(new byte[32], "{}"u8),
        Previous = MerkleTree.Empty,
    };

    // The example of README.md, worked out apart from this code.
    [Fact]
    public void A_line_is_written_as_documented()
    {
        Span<byte> bytes = stackalloc byte[LineEncoding.MaxLength];

        var length = LineEncoding.Encode(Known, bytes);

        Assert.Equal(
            "01" + "0000000000000102" + "0006558814062240" + "0198000000007000800000000000002a" + "0001" + "01980000000070008000000000000007" + "00000003"
            + "000a" + "776f726b2d6f72646572" + "0006" + "e7ad94e5a48d" + Known.Commitment + "20" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            Convert.ToHexStringLower(bytes[..length]));
    }

    [Fact]
    public void The_leaf_is_the_hash_of_a_zero_byte_and_the_line()
    {
        Span<byte> bytes = stackalloc byte[1 + LineEncoding.MaxLength];
        bytes[0] = 0;
        var length = LineEncoding.Encode(Known, bytes[1..]);

        Assert.Equal(Digest.Of(bytes[..(1 + length)]), LineEncoding.Leaf(Known));
        Assert.Equal("9343f99a540c39b83286b4df05baea6236dd2bdebca4bff08bbbbae05ba5193a", LineEncoding.Leaf(Known).ToString());
    }

    [Fact]
    public void Parts_of_a_microsecond_are_dropped_and_zones_make_no_difference()
    {
        var other = Known with { At = Known.At.AddTicks(9).ToOffset(TimeSpan.FromHours(8)) };

        Assert.Equal(Known, other);
        Assert.Equal(LineEncoding.Leaf(Known), LineEncoding.Leaf(other));
    }

    [Fact]
    public void Different_lines_have_different_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string> A, NonNull<string> B, NonNull<string> C, NonNull<string> D)>(), t =>
        {
            var (a, b, c, d) = (Clean(t.A.Get), Clean(t.B.Get), Clean(t.C.Get), Clean(t.D.Get));
            Assert.Equal((a, b) == (c, d), LineEncoding.Leaf(Known with { Procedure = a, Action = b }) == LineEncoding.Leaf(Known with { Procedure = c, Action = d }));
            Assert.Equal(a.Length == 0, LineEncoding.Leaf(Known with { Procedure = a, Action = b }) == LineEncoding.Leaf(Known with { Procedure = "", Action = a + b }));
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void What_cannot_be_stored_and_read_back_alike_is_not_hashed()
    {
        Assert.ThrowsAny<ArgumentException>(() => LineEncoding.Leaf(Known with { Id = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => LineEncoding.Leaf(Known with { Revision = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => LineEncoding.Leaf(Known with { Action = "a\0" }));
        Assert.ThrowsAny<ArgumentException>(() => LineEncoding.Leaf(Known with { Action = "\ud800" }));
        Assert.ThrowsAny<ArgumentException>(() => LineEncoding.Leaf(Known with { Procedure = new('长', 171) }));
        LineEncoding.Leaf(Known with { Procedure = new string('长', 170) + "ab", Action = new('x', 512) });
    }

    private static string Clean(string text) => new([.. text.Where(c => c != '\0' && !char.IsSurrogate(c)).Take(100)]);
}
