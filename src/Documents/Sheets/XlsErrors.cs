using System.Buffers.Binary;
using System.Text;

namespace Qinglian.Documents.Sheets;

/// <summary>
/// Finds the cells of an .xls that hold #REF! and its kin. The reading library returns them as empty, and an amount that is
/// wrong must not pass for an amount that is missing. Formats: MS-CFB for the container, MS-XLS for the records.
/// </summary>
internal static class XlsErrors
{
    public static Dictionary<(string Sheet, int Row, int Column), string> Find(byte[] file)
    {
        var errors = new Dictionary<(string, int, int), string>();
        try
        {
            var book = Stream(file);
            foreach (var (name, start) in Sheets(book).Take(MostSheets))
            {
                foreach (var (kind, at, length) in Records(book, start))
                {
                    if (kind == BoolErr && length >= 8 && book[at + 7] == 1)
                    {
                        errors[(name, U16(book, at) + 1, U16(book, at + 2))] = Text(book[at + 6]);
                    }
                    else if (kind == Formula && length >= 14 && U16(book, at + 12) == 0xFFFF && book[at + 6] == 2)
                    {
                        errors[(name, U16(book, at) + 1, U16(book, at + 2))] = Text(book[at + 8]);
                    }
                }
            }
        }
        // A file too broken to walk is told so by the reading itself.
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
        }
        return errors;
    }

    /// <summary>Whether the container claims no more sectors than the file has: a false count keeps the reading library busy for minutes.</summary>
    public static bool IsSound(byte[] file)
    {
        if (file.Length < 512 || U16(file, 30) is not (9 or 12) || U16(file, 32) != 6)
        {
            return false;
        }
        var sectors = (uint)(file.Length >> U16(file, 30)) + 1;
        return U32(file, 44) is > 0 and var table && table <= sectors && U32(file, 64) <= sectors && U32(file, 72) <= sectors && U32(file, 48) < sectors;
    }

    private const int MostSheets = 256;

    private const int BoundSheet = 0x85, BoolErr = 0x205, Formula = 0x06, End = 0x0A;

    private static string Text(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };

    private static IEnumerable<(string Name, int Start)> Sheets(byte[] book)
    {
        foreach (var (kind, at, length) in Records(book, 0))
        {
            if (kind == BoundSheet && length >= 8)
            {
                var wide = (book[at + 7] & 1) == 1;
                yield return ((wide ? Encoding.Unicode : Encoding.Latin1).GetString(book, at + 8, book[at + 6] * (wide ? 2 : 1)), (int)U32(book, at));
            }
        }
    }

    private static IEnumerable<(int Kind, int At, int Length)> Records(byte[] book, int at)
    {
        while (at + 4 <= book.Length)
        {
            var (kind, length) = (U16(book, at), U16(book, at + 2));
            if (kind == End || at + 4 + length > book.Length)
            {
                yield break;
            }
            yield return (kind, at + 4, length);
            at += 4 + length;
        }
    }

    /// <summary>The stream of the workbook, its sectors put together; empty where there is none.</summary>
    private static byte[] Stream(byte[] file)
    {
        var sector = 1 << U16(file, 30);
        var table = new List<uint>();
        foreach (var part in TableSectors(file, sector))
        {
            for (var i = 0; i < sector; i += 4)
            {
                table.Add(U32(file, Offset(part, sector) + i));
            }
        }
        var directory = Chain(file, table, U32(file, 48), sector, first: sector);
        for (var entry = 0; entry + 128 <= directory.Length; entry += 128)
        {
            var name = Encoding.Unicode.GetString(directory, entry, Math.Clamp(U16(directory, entry + 64) - 2, 0, 62));
            if (name is "Workbook" or "Book")
            {
                var (start, size) = (U32(directory, entry + 116), U32(directory, entry + 120));
                if (size >= U32(file, 56))
                {
                    return Chain(file, table, start, sector, first: sector);
                }
                // A small stream lies in pieces of 64 bytes inside the stream of the root entry, with a table of its own.
                var pieces = Chain(file, table, U32(directory, 116), sector, first: sector);
                var small = Chain(file, table, U32(file, 60), sector, first: sector);
                return Chain(pieces, [.. Enumerable.Range(0, small.Length / 4).Select(i => U32(small, i * 4))], start, 64, first: 0);
            }
        }
        return [];
    }

    private static IEnumerable<uint> TableSectors(byte[] file, int sector)
    {
        var left = Math.Min((int)U32(file, 44), file.Length / sector + 1);
        for (var i = 0; i < 109 && left > 0; i++, left--)
        {
            yield return U32(file, 76 + i * 4);
        }
        for (var more = U32(file, 68); left > 0; more = U32(file, Offset(more, sector) + sector - 4))
        {
            for (var i = 0; i < sector / 4 - 1 && left > 0; i++, left--)
            {
                yield return U32(file, Offset(more, sector) + i * 4);
            }
        }
    }

    private static byte[] Chain(byte[] file, List<uint> table, uint start, int sector, int first)
    {
        using var stream = new MemoryStream();
        for (var at = start; at < table.Count && stream.Length <= file.Length; at = table[(int)at])
        {
            stream.Write(file, checked(first + (int)at * sector), sector);
        }
        return stream.ToArray();
    }

    // Sectors are counted from behind the header, which is one sector long.
    private static int Offset(uint at, int sector) => checked((int)(at + 1) * sector);

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
