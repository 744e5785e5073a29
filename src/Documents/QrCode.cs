using System.Globalization;
using System.Text;
using QRCoder;
using Qinglian.Kernel;

namespace Qinglian.Documents;

/// <summary>A text, usually an address, as a picture a telephone can read.</summary>
public static class QrCode
{
    /// <summary>A drawing that grows with its place and says to screen readers what it is; black on white whatever the page looks like.</summary>
    public static string Svg(string text, Words? label = null, Language language = Language.Chinese)
    {
        var modules = Modules(text);
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                var from = x;
                while (x < modules.Count && modules[y][x])
                {
                    x++;
                }
                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }
        var name = System.Net.WebUtility.HtmlEncode((label ?? Label).In(language));
        return string.Create(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules.Count} {modules.Count}" role="img" aria-label="{name}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{modules.Count}v{modules.Count}H0z"/><path d="{path}"/></svg>""");
    }

    /// <summary>The same as PNG, for documents and print.</summary>
    /// <param name="pixels">The width of one module.</param>
    public static byte[] Png(string text, int pixels = 8)
    {
        using var code = Generate(text);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(pixels);
    }

    /// <summary>The modules row by row, true for dark, with the quiet zone of four around them.</summary>
    internal static List<System.Collections.BitArray> Modules(string text)
    {
        using var code = Generate(text);
        return code.ModuleMatrix;
    }

    // Level M stands up to a stamp or a fold over 15 % of the picture.
    private static QRCodeData Generate(string text) => QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);

    private static readonly Words Label = ("二维码", "QR code");
}
