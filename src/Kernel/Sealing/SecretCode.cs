using System.Security.Cryptography;
using System.Text;

namespace Qinglian.Kernel.Sealing;

/// <summary>What was typed as a code: the code, or in plain words why it cannot be one.</summary>
public sealed record CodeReading(SecretCode? Code, Words? Problem);

/// <summary>
/// A secret that people write down: receipt codes and recovery keys. 23 characters of five random bits (115 bits) and two check characters, by
/// which every single wrong character, any two wrong ones and every two exchanged ones are found before anything is looked up.
/// </summary>
public sealed class SecretCode
{
    public const int Bits = 5 * RandomLength;
    public const int Length = RandomLength + 2;

    private const int RandomLength = 23;
    private const int GroupLength = 5;

    // Without I, L, O and U, which are taken for 1, 1, 0 and V.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly byte[] _symbols;

    private SecretCode(byte[] symbols) => _symbols = symbols;

    public static SecretCode New()
    {
        var symbols = new byte[Length];
        var random = symbols.AsSpan(0, RandomLength);
        RandomNumberGenerator.Fill(random);
        // 256 is a multiple of 32: no character is likelier than another.
        foreach (ref var symbol in random) symbol &= 31;
        CodeCheck.Complete(symbols);
        return new(symbols);
    }

    /// <summary>Five groups of five.</summary>
    public string Groups => string.Join('-', Plain.Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>25 capital letters and digits, as they stand in a QR code: no address, so that nothing is opened by looking at it.</summary>
    public string Plain => string.Concat(_symbols.Select(s => Letters[s]));

    /// <summary>Sixteen words that can be read aloud or learnt by heart.</summary>
    public IReadOnlyList<string> Spoken(Language language)
    {
        var words = CodeWords.In(language);
        return [.. CodeCheck.ToBytes(_symbols.AsSpan(0, RandomLength)).Select(b => words[b])];
    }

    /// <summary>The 256 words in their order, for a page on which a script shows a code.</summary>
    public static IReadOnlyList<string> WordsOf(Language language) => CodeWords.In(language);

    /// <summary>What the database keeps to find by: worked out from the code, and no way back. It is no part of any key.</summary>
    /// <remarks>Not slow: against 2¹¹⁵ codes slowness adds nothing, and would let anybody keep the processors busy.</remarks>
    public byte[] Lookup(string installation) => Derive([.. "qinglian sealing 1 lookup"u8, .. Encoding.UTF8.GetBytes(installation)]);

    /// <summary>Whether two codes are the same, in the same time for all.</summary>
    public bool Same(SecretCode other) => CryptographicOperations.FixedTimeEquals(_symbols, other._symbols);

    /// <summary>Reads groups or words in either language, however they were typed: full-width, small letters, blanks, O for 0.</summary>
    public static CodeReading Read(string? typed)
    {
        var text = (typed is { Length: <= 1000 } ? typed : "").Normalize(NormalizationForm.FormKC);
        var count = text.Count(char.IsLetterOrDigit);
        if (count == 0) return new(null, new("请输入代码。", "Please type the code."));
        return text.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? FromWords(CodeWords.SplitChinese(text), Language.Chinese)
            : count > Length + 7 ? FromWords(CodeWords.SplitEnglish(text), Language.English)
            : FromCharacters(text);
    }

    /// <summary>What locks are made with. The caller wipes it.</summary>
    internal byte[] Secret() => Encoding.ASCII.GetBytes(Plain);

    internal static SecretCode? FromPlain(string plain) => FromCharacters(plain).Code;

    private byte[] Derive(byte[] purpose)
    {
        var secret = Secret();
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, salt: [], purpose);
        CryptographicOperations.ZeroMemory(secret);
        return derived;
    }

    private static CodeReading FromCharacters(string text)
    {
        var symbols = new List<byte>();
        foreach (var c in text.ToUpperInvariant())
        {
            if (IsBlank(c)) continue;
            var at = Letters.IndexOf(c switch { 'O' => '0', 'I' or 'L' => '1', 'U' => 'V', _ => c }, StringComparison.Ordinal);
            if (at < 0) return new(null, new Words("第 {0} 个字符“{1}”不会出现在代码中，请核对。", "Character {0}, “{1}”, does not occur in codes: please check it.").With(symbols.Count + 1, c));
            symbols.Add((byte)at);
        }

        if (symbols.Count != Length)
            return new(null, new Words("代码共 {0} 个字符，现在是 {1} 个，请核对是否有遗漏或多余。", "A code has {0} characters; this one has {1}. Please check for one too few or too many.").With(Length, symbols.Count));
        byte[] read = [.. symbols];
        return CodeCheck.Holds(read) ? new(new(read), null) : new(null, Mistyped);
    }

    private static CodeReading FromWords(IReadOnlyList<string> typed, Language language)
    {
        var bytes = new byte[CodeCheck.Words];
        for (var i = 0; i < typed.Count; i++)
        {
            var at = CodeWords.Find(typed[i], language);
            if (at < 0) return new(null, new Words("第 {0} 个词“{1}”不在词表中，请核对。", "Word {0}, “{1}”, is not one of the words used: please check it.").With(i + 1, typed[i]));
            if (i < bytes.Length) bytes[i] = (byte)at;
        }

        if (typed.Count != bytes.Length) return new(null, new Words("代码共 {0} 个词，现在是 {1} 个。", "A code has {0} words; this one has {1}.").With(bytes.Length, typed.Count));
        var symbols = new byte[Length];
        if (!CodeCheck.FromBytes(bytes, symbols.AsSpan(0, RandomLength))) return new(null, Mistyped);
        CodeCheck.Complete(symbols);
        return new(new(symbols), null);
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsControl(c) || c is '\u200B' or '\uFEFF' or '\u2212';

    private static readonly Words Mistyped = new(
        "代码中有写错或前后颠倒之处，请逐组核对。",
        "Something in the code is mistyped or exchanged: please check it group by group.");
}
