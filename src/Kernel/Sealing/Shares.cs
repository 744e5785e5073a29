using System.Security.Cryptography;

namespace Qinglian.Kernel.Sealing;

/// <summary>
/// A secret in shares over GF(2⁸) (Shamir 1979; the field of FIPS 197): with as many as are needed it comes back, with fewer every
/// secret is equally likely. Each share is its number, then a byte for each byte of the secret.
/// </summary>
internal static class Shares
{
    public static IReadOnlyList<byte[]> Split(ReadOnlySpan<byte> secret, int needed, int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(needed, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, needed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, 255);
        var length = 1 + secret.Length;
        var shares = Enumerable.Range(1, total).Select(_ => new byte[length]).ToList();
        Span<byte> curve = stackalloc byte[needed];
        for (var at = 0; at < secret.Length; at++)
        {
            // A curve through the secret at 0; everything else about it is chance.
            RandomNumberGenerator.Fill(curve);
            curve[0] = secret[at];
            for (var x = 1; x <= total; x++)
            {
                byte y = 0;
                for (var i = needed - 1; i >= 0; i--) y = (byte)(Multiply(y, (byte)x) ^ curve[i]);
                shares[x - 1][0] = (byte)x;
                shares[x - 1][1 + at] = y;
            }
        }

        CryptographicOperations.ZeroMemory(curve);
        return shares;
    }

    /// <param name="shares">As many as are needed, with different numbers. A wrong one gives a wrong secret: whoever opens with it will see.</param>
    public static byte[] Combine(IReadOnlyList<byte[]> shares)
    {
        var secret = new byte[shares[0].Length - 1];
        foreach (var share in shares)
        {
            // Lagrange at 0: the product of x' / (x' - x), where minus is the same as plus.
            byte weight = 1;
            foreach (var other in shares)
            {
                if (ReferenceEquals(other, share)) continue;
                weight = Multiply(weight, Multiply(other[0], Inverse((byte)(other[0] ^ share[0]))));
            }

            for (var at = 0; at < secret.Length; at++) secret[at] ^= Multiply(weight, share[1 + at]);
        }

        return secret;
    }

    /// <summary>Without tables and branches: the time does not depend on the secret.</summary>
    internal static byte Multiply(byte a, byte b)
    {
        var (product, left) = (0, (int)a);
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= left & -((b >> bit) & 1);
            left = (left << 1) ^ (0x11B & -(left >> 7));
        }

        return unchecked((byte)product);
    }

    // The field has 255 numbers other than 0: a²⁵⁴ is 1/a.
    private static byte Inverse(byte a)
    {
        byte result = 1;
        for (var i = 0; i < 254; i++) result = Multiply(result, a);
        return result;
    }
}
