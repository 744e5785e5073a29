namespace Qinglian.Documents.Cleaning;

/// <summary>A value of a PDF (ISO 32000-1, section 7.3).</summary>
internal abstract record PdfValue;

/// <summary>Numbers, strings, booleans and null as they are written.</summary>
internal sealed record PdfPlain(byte[] Written) : PdfValue;

/// <param name="Text">Without the slash, as written.</param>
internal sealed record PdfName(string Text) : PdfValue;

internal sealed record PdfReference(int Number) : PdfValue;

internal sealed record PdfArray(List<PdfValue> Items) : PdfValue;

internal sealed record PdfDictionary(Dictionary<string, PdfValue> Entries) : PdfValue
{
    public PdfValue? this[string name] => Entries.GetValueOrDefault(name);

    public string? NameOf(string key) => (this[key] as PdfName)?.Text;
}

/// <summary>The bytes as they lie in the file, under the filters the dictionary names.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Raw) : PdfValue;
