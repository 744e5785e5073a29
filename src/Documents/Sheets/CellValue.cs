using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>The value of one cell in the one form in which it is compared.</summary>
public static class CellValue
{
    /// <summary>What comes back when the value is exported and read again.</summary>
    /// <exception cref="ArgumentException">The value is not of the type its column holds.</exception>
    public static object? Canonical(Column column, object? value) => (column.Kind, value) switch
    {
        (_, null) => null,
        (ColumnKind.Text or ColumnKind.LongText, string text) => CellText.Clean(text),
        (ColumnKind.Choice, string code) => code.Length == 0 ? null : code,
        (ColumnKind.Integer or ColumnKind.Money, long) => value,
        (ColumnKind.Integer or ColumnKind.Money, int number) => (long)number,
        (ColumnKind.Decimal, decimal) => value,
        (ColumnKind.Decimal, int number) => (decimal)number,
        (ColumnKind.Decimal, long number) => (decimal)number,
        (ColumnKind.Date, DateOnly) or (ColumnKind.Boolean, bool) => value,
        _ => throw new ArgumentException($"Column {column.Code} holds {column.Kind}, not {value!.GetType().Name}.", nameof(value)),
    };

    /// <summary>The value as people read it.</summary>
    public static string Shown(Column column, object? value, Language language) => Canonical(column, value) switch
    {
        null => "",
        string code when column.Kind == ColumnKind.Choice => column.ChoiceText(code, language),
        string text => text,
        long fen when column.Kind == ColumnKind.Money => (fen / column.FenPerUnit).ToString(column.FenPerUnit == 100m ? "0.00" : "0.00####", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => YesNo(yes).In(language),
        var other => throw new ArgumentException($"Column {column.Code} cannot show {other.GetType().Name}.", nameof(value)),
    };

    internal static Words YesNo(bool yes) => yes ? new("是", "Yes") : new("否", "No");

    /// <summary>Six characters that stand for the value: enough to see that a cell was touched, by the person or by the system.</summary>
    internal static string Mark(Column column, object? value)
    {
        var text = Canonical(column, value) switch
        {
            null => "",
            string s => CellText.Fit(s),
            decimal d => "n" + d.ToString("0.############################", CultureInfo.InvariantCulture),
            DateOnly d => "d" + d.DayNumber.ToString(CultureInfo.InvariantCulture),
            bool b => b ? "b1" : "b0",
            IFormattable f => "n" + f.ToString(null, CultureInfo.InvariantCulture),
            var other => throw new ArgumentException($"Column {column.Code} cannot mark {other.GetType().Name}.", nameof(value)),
        };
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return string.Create(6, BinaryPrimitives.ReadUInt64BigEndian(hash), static (span, bits) =>
        {
            for (var i = 0; i < span.Length; i++, bits >>= 6)
            {
                span[i] = Alphabet[(int)(bits & 63)];
            }
        });
    }

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
}
