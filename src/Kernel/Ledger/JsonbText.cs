using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Qinglian.Kernel.Ledger;

/// <summary>
/// JSON as PostgreSQL prints a jsonb: keys by length and then by their bytes, one blank behind a comma and a colon. What is hashed before
/// it is written can so be hashed again by the database from what it keeps.
/// </summary>
public static class JsonbText
{
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder(json.Length + 64);
        Write(document.RootElement, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = value.EnumerateObject().Select(p => (p.Name, Bytes: Encoding.UTF8.GetBytes(p.Name), p.Value)).ToList();
                properties.Sort((a, b) => a.Bytes.Length != b.Bytes.Length ? a.Bytes.Length - b.Bytes.Length : a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
                text.Append('{');
                for (var i = 0; i < properties.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    Write(properties[i].Name, text);
                    text.Append(": ");
                    Write(properties[i].Value, text);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var first = true;
                foreach (var element in value.EnumerateArray())
                {
                    if (!first) text.Append(", ");
                    first = false;
                    Write(element, text);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Write(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Plain(value.GetRawText()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Write(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }

    // A jsonb keeps numbers as decimals: no exponent, no minus before zero.
    private static string Plain(string number)
    {
        if (number.AsSpan().IndexOfAny('e', 'E') < 0 && !number.StartsWith("-0", StringComparison.Ordinal)) return number;
        return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) ? (plain == 0 ? Math.Abs(plain) : plain).ToString(CultureInfo.InvariantCulture) : number;
    }
}
