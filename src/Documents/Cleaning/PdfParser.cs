using System.Globalization;
using System.Text;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Cleaning;

/// <summary>Reads values out of the bytes of a PDF. Anything that does not fit the grammar ends the reading.</summary>
internal sealed class PdfParser(ReadOnlyMemory<byte> bytes, int at = 0)
{
    private const int MostDepth = 64;

    public int At { get; set; } = at;

    private ReadOnlySpan<byte> Bytes => bytes.Span;

    public bool Ended
    {
        get
        {
            Blank();
            return At >= Bytes.Length;
        }
    }

    public PdfValue Value(int depth = 0)
    {
        if (depth > MostDepth) throw Broken();
        Blank();
        var c = Peek();
        return c switch
        {
            (byte)'/' => new PdfName(NameText()),
            (byte)'(' => new PdfPlain(LiteralText()),
            (byte)'<' when At + 1 < Bytes.Length && Bytes[At + 1] == '<' => Dictionary(depth),
            (byte)'<' => new PdfPlain(HexText()),
            (byte)'[' => Array(depth),
            _ => NumberOrWord(),
        };
    }

    /// <summary>"7 0 obj" and its value; with its stream where it has one.</summary>
    /// <param name="lengthOf">Finds the length of a stream that stands in another object.</param>
    public (int Number, PdfValue Value) Indirect(Func<int, int?> lengthOf)
    {
        var number = Integer();
        Integer();
        Word("obj");
        var value = Value();
        Blank();
        if (value is not PdfDictionary dictionary || !Bytes[At..].StartsWith("stream"u8)) return (number, value);

        At += 6;
        if (Peek() == '\r') At++;
        if (Peek() == '\n') At++;
        var length = dictionary["Length"] switch
        {
            PdfPlain plain when int.TryParse(Encoding.ASCII.GetString(plain.Written), NumberStyles.None, CultureInfo.InvariantCulture, out var written) => written,
            PdfReference other => lengthOf(other.Number) ?? -1,
            _ => -1,
        };
        if (length < 0 || length > Bytes.Length - At || !EndsStream(At + length))
        {
            // Many programs write a wrong length: the end is then where the word stands.
            length = Bytes[At..].IndexOf("endstream"u8);
            if (length < 0) throw Broken();
            if (length > 0 && Bytes[At + length - 1] == '\n') length--;
            if (length > 0 && Bytes[At + length - 1] == '\r') length--;
        }

        var raw = bytes.Slice(At, length);
        At += length;
        return (number, new PdfStream(dictionary, raw));
    }

    public int Integer()
    {
        Blank();
        var start = At;
        while (At < Bytes.Length && Bytes[At] is >= (byte)'0' and <= (byte)'9' or (byte)'+') At++;
        return int.TryParse(Encoding.ASCII.GetString(Bytes[start..At]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Broken();
    }

    public bool TryWord(string word)
    {
        Blank();
        if (!Bytes[Math.Min(At, Bytes.Length)..].StartsWith(Encoding.ASCII.GetBytes(word))) return false;
        At += word.Length;
        return true;
    }

    public void Word(string word)
    {
        if (!TryWord(word)) throw Broken();
    }

    public char Letter()
    {
        Blank();
        return (char)Bytes[At++];
    }

    private bool EndsStream(int end)
    {
        while (end < Bytes.Length && IsBlank(Bytes[end])) end++;
        return Bytes[end..].StartsWith("endstream"u8);
    }

    private PdfDictionary Dictionary(int depth)
    {
        At += 2;
        var entries = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        while (true)
        {
            Blank();
            if (Bytes[Math.Min(At, Bytes.Length)..].StartsWith(">>"u8))
            {
                At += 2;
                return new(entries);
            }

            if (Peek() != '/') throw Broken();
            var name = NameText();
            entries[name] = Value(depth + 1);
        }
    }

    private PdfArray Array(int depth)
    {
        At++;
        var items = new List<PdfValue>();
        while (true)
        {
            Blank();
            if (Peek() == ']')
            {
                At++;
                return new(items);
            }

            items.Add(Value(depth + 1));
        }
    }

    // "7 0 R" is a reference, "7" a number: only what follows tells.
    private PdfValue NumberOrWord()
    {
        var word = Regular();
        if (word.Length == 0) throw Broken();
        if (!IsWhole(word)) return new PdfPlain(word);
        var back = At;
        Blank();
        var generation = Regular();
        if (generation.Length > 0 && IsWhole(generation))
        {
            Blank();
            if (At < Bytes.Length && Bytes[At] == 'R' && (At + 1 == Bytes.Length || !IsRegular(Bytes[At + 1])) && int.TryParse(Encoding.ASCII.GetString(word), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                At++;
                return new PdfReference(number);
            }
        }

        At = back;
        return new PdfPlain(word);
    }

    private byte[] Regular()
    {
        var start = At;
        while (At < Bytes.Length && IsRegular(Bytes[At])) At++;
        return Bytes[start..At].ToArray();
    }

    private string NameText()
    {
        At++;
        return Encoding.Latin1.GetString(Regular());
    }

    private byte[] LiteralText()
    {
        var (start, open) = (At, 0);
        do
        {
            var c = Peek();
            At++;
            if (c == '\\') At++;
            else if (c == '(') open++;
            else if (c == ')') open--;
        }
        while (open > 0);
        return Bytes[start..Math.Min(At, Bytes.Length)].ToArray();
    }

    private byte[] HexText()
    {
        var end = Bytes[At..].IndexOf((byte)'>');
        if (end < 0) throw Broken();
        var text = Bytes.Slice(At, end + 1).ToArray();
        At += end + 1;
        return text;
    }

    private void Blank()
    {
        while (At < Bytes.Length)
        {
            if (IsBlank(Bytes[At]))
            {
                At++;
                continue;
            }

            if (Bytes[At] != '%') return;
            while (At < Bytes.Length && Bytes[At] is not ((byte)'\n' or (byte)'\r')) At++;
        }
    }

    private byte Peek() => At < Bytes.Length ? Bytes[At] : throw Broken();

    private static bool IsWhole(byte[] word) => word.All(c => c is >= (byte)'0' and <= (byte)'9');

    private static bool IsBlank(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsRegular(byte c) => !IsBlank(c) && c is not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%');

    internal static UnreadableException Broken() => new(MetadataCleaner.Damaged);
}
