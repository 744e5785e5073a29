using System.Text;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

public sealed class TextDecodingTests
{
    private const string Text = "各级要报送清单。\r\n“廉”字𠮷\n";

    public static TheoryData<TextEncoding, byte[]> Files => new()
    {
        { TextEncoding.Utf8, Encoding.UTF8.GetBytes(Text) },
        { TextEncoding.Utf8Marked, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { TextEncoding.Utf16LittleEndian, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { TextEncoding.Utf16BigEndian, [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { TextEncoding.Gb18030, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Text) },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void A_text_is_the_same_in_every_encoding(TextEncoding encoding, byte[] bytes)
    {
        var read = Assert.IsType<ReadableText>(TextDecoding.Decode(bytes));

        Assert.Equal(Text, read.Text);
        Assert.Equal(encoding, read.Encoding);
    }

    [Fact]
    public void An_empty_file_is_an_empty_text() => Assert.Equal("", Assert.IsType<ReadableText>(TextDecoding.Decode([])).Text);

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_place()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("各级要报送"), 0xFF, 0xFF, .. Encoding.UTF8.GetBytes("清单")];

        var refused = Assert.IsType<UnreadableText>(TextDecoding.Decode(bytes));

        Assert.Equal(15, refused.Position);
        Assert.Contains("16", refused.Why.Zh);
        Assert.Contains("UTF-8", refused.Why.En);
    }

    [Fact]
    public void A_picture_is_refused() =>
        Assert.Equal(8, Assert.IsType<UnreadableText>(TextDecoding.Decode([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00])).Position);

    [Fact]
    public void A_broken_last_character_is_refused_at_its_first_byte() =>
        Assert.Equal(3, Assert.IsType<UnreadableText>(TextDecoding.Decode([0xEF, 0xBB, 0xBF, 0xE5, 0x90])).Position);
}
