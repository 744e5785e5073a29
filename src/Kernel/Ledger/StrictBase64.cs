using System.Diagnostics.CodeAnalysis;

namespace Qinglian.Kernel.Ledger;

/// <summary>Base64 that has exactly one spelling for the same bytes, so that two readers cannot differ about a proof.</summary>
internal static class StrictBase64
{
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text is null)
            return false;
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length) || Convert.ToBase64String(buffer, 0, length) != text)
            return false;
        bytes = buffer[..length];
        return true;
    }
}
