using System.Buffers.Binary;
using System.Xml.Linq;
using Qinglian.Documents;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Documents;

public sealed class QrCodeTests
{
    private const string Address = "https://example.org/举报?单位=清河";

    [Fact]
    public void The_drawing_has_a_quiet_zone_of_four_and_the_three_corners_a_camera_looks_for()
    {
        var modules = QrCode.Modules(Address);

        Assert.Equal(0, (modules.Count - 8 - 17) % 4);
        Assert.All(modules.Take(4).SelectMany(row => row.Cast<bool>()), Assert.False);
        foreach (var (x, y) in new[] { (4, 4), (modules.Count - 11, 4), (4, modules.Count - 11) })
        {
            Assert.Equal("1011101", string.Concat(Enumerable.Range(x, 7).Select(i => modules[y + 2][i] ? '1' : '0')));
        }
    }

    [Fact]
    public void The_drawing_draws_exactly_the_dark_modules_and_says_what_it_is()
    {
        var modules = QrCode.Modules(Address);
        var svg = XElement.Parse(QrCode.Svg(Address, ("扫码<举报>", "Scan & report"), Language.English));

        Assert.Equal("Scan & report", svg.Attribute("aria-label")!.Value);
        var drawn = new HashSet<(int, int)>();
        foreach (var move in svg.Elements().Last().Attribute("d")!.Value.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = move.Split(' ', 'h', 'v').Select(part => int.TryParse(part.TrimEnd('z'), out var n) ? n : 0).ToArray();
            for (var x = 0; x < parts[2]; x++)
            {
                Assert.True(drawn.Add((parts[0] + x, parts[1])));
            }
        }
        Assert.Equal(modules.SelectMany((row, y) => row.Cast<bool>().Select((dark, x) => (dark, x, y))).Where(m => m.dark).Select(m => (m.x, m.y)).ToHashSet(), drawn);
    }

    [Fact]
    public void The_picture_is_a_PNG_of_the_same_size()
    {
        var png = QrCode.Png(Address, pixels: 5);

        Assert.Equal<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(QrCode.Modules(Address).Count * 5, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
    }
}
