using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Qinglian.Data.Accounts;

/// <summary>Codes of an authenticator app: RFC 6238 with SHA-1, six digits, steps of 30 seconds, which is what every app understands.</summary>
public static class Totp
{
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>RFC 4226, section 4, R6: 160 bits.</summary>
    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(ReadOnlySpan<byte> seed, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 as apps speak it; HMAC does not rest on the collision resistance SHA-1 has lost.
        HMACSHA1.HashData(seed, counter, mac);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0x0f)..]) & 0x7fff_ffff;
        return (value % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a typed code belongs to: now, the one before or the one after. Null where it belongs to none.</summary>
    public static long? Match(ReadOnlySpan<byte> seed, string typed, DateTimeOffset now)
    {
        var digits = Digits(typed);
        if (digits.Length != 6) return null;

        long? found = null;
        var current = StepAt(now);
        // All three are compared, so that the time does not tell which one it was.
        for (var step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(seed, step)), System.Text.Encoding.ASCII.GetBytes(digits))) found = step;
        }

        return found;
    }

    /// <summary>The seed as people type it.</summary>
    public static string Text(ReadOnlySpan<byte> seed)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var octet in seed)
        {
            bits = ((bits & 0xff) << 8) | octet;
            for (held += 8; held >= 5; held -= 5) text.Append(Base32[(bits >> (held - 5)) & 31]);
        }

        if (held > 0) text.Append(Base32[(bits << (5 - held)) & 31]);
        return text.ToString();
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(string issuer, string userName, ReadOnlySpan<byte> seed) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={Text(seed)}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits=6&period={StepSeconds}";

    private static string Digits(string typed) => string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiDigit));
}
