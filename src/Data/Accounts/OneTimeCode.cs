using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Data.Accounts;

/// <summary>Codes that are handed over on paper: 80 random bits in letters and digits that cannot be taken for each other.</summary>
public static class OneTimeCode
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;

    /// <summary>A new code in four groups.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(4).Select(group => new string(group)));

    /// <summary>What is kept of a code. It is bound to the person, so that it opens no other account.</summary>
    public static byte[] Hash(PersonId person, string typed) => SHA256.HashData([.. person.Value.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(Plain(typed))]);

    public static bool Same(string expected, string typed) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.ASCII.GetBytes(Plain(expected))), SHA256.HashData(Encoding.ASCII.GetBytes(Plain(typed))));

    // O and 0, I, L and 1 are the same to whoever reads a slip of paper.
    private static string Plain(string typed) =>
        string.Concat(typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
}
