using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Qinglian.Documents.Cleaning;

namespace Qinglian.Tests.Unit.Documents.Cleaning;

/// <summary>Files with marks in every corner where programs put something about the author. A mark that is still in the copy is a leak.</summary>
internal static class Seeded
{
    public const string Mark = "MARK-Zhang-San-30.2741N";

    // 16 by 16 points of colour, without any metadata.
    public static readonly byte[] Picture = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFhABAQEAAAAAAAAAAAAAAAAAABNh/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABYRAAMAAAAAAAAAAAAAAAAAAAAVYf/aAAwDAQACEQMRAD8AzFtLagsWMIYPuqf/2Q==");

    /// <summary>The file without the marks, to compare with; empty where a cleaned copy cannot be the same byte for byte.</summary>
    public static CleaningOutcome Clean(byte[] file, out byte[] copy, CleaningLimits? limits = null)
    {
        using var target = new MemoryStream();
        var outcome = MetadataCleaner.Clean(new MemoryStream(file), target, limits);
        copy = target.ToArray();
        return outcome;
    }

    /// <summary>Looks into packed streams and packages too, in every encoding a mark could have.</summary>
    public static bool Tells(byte[] file, string mark = Mark) => Tells(file, mark, 0);

    private static bool Tells(ReadOnlySpan<byte> file, string mark, int depth)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            if (file.IndexOf(encoding.GetBytes(mark)) >= 0) return true;
        if (depth < 3 && file.StartsWith("PK"u8))
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray()));
            if (zip.Entries.Any(e => e.FullName.Contains(mark, StringComparison.Ordinal))) return true;
            foreach (var entry in zip.Entries)
            {
                using var part = new MemoryStream();
                using (var opened = entry.Open()) opened.CopyTo(part);
                if (Tells(part.ToArray(), mark, depth + 1)) return true;
            }
        }

        // Whatever begins like a zlib stream is unpacked as far as it goes.
        for (var at = 0; depth < 2 && at + 2 < file.Length; at++)
        {
            if (file[at] != 0x78 || file[at + 1] is not (0x01 or 0x9C or 0xDA or 0x5E)) continue;
            using var unpacked = new MemoryStream();
            try
            {
                using var inflate = new ZLibStream(new MemoryStream(file[at..].ToArray()), CompressionMode.Decompress);
                inflate.CopyTo(unpacked);
            }
            catch (InvalidDataException)
            {
                // Only looked like one.
            }

            if (unpacked.Length > 0 && Tells(unpacked.ToArray(), mark, depth + 1)) return true;
        }

        return false;
    }

    public static byte[] Jpeg(byte orientation = 6) =>
    [
        .. Picture[..2],
        .. Segment(0xE1, [.. "Exif\0\0MM\0*\0\0\0\u0008"u8, 0, 3, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 1, 0x0F, 0, 2, 0, 0, 0, 24, 0, 0, 0, 50, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 80, 0, 0, 0, 0, .. Text(Mark), 0, .. new byte[40], .. Picture]),
        .. Segment(0xE1, Text($"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{Mark}</x:xmpmeta>")),
        .. Segment(0xE2, Text($"ICC_PROFILE\0{Mark}")),
        .. Segment(0xE2, Text($"MPF\0{Mark}")),
        .. Segment(0xED, Text($"Photoshop 3.0\0{Mark}")),
        .. Segment(0xFE, Text(Mark)),
        .. Picture[2..],
        .. Text($"motion photo {Mark}"),
    ];

    public static byte[] Png()
    {
        byte[] rows = [0, 255, 0, 0, 0, 0, 255, 0];
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 2, 8, 2, 0, 0, 0]), .. Chunk("tEXt", Text($"Author\0{Mark}")), .. Chunk("zTXt", [.. Text("Comment\0\0"), .. Packed(Text(Mark))]),
            .. Chunk("iTXt", Text($"XML:com.adobe.xmp\0\0\0\0\0{Mark}")), .. Chunk("eXIf", Text($"MM\0*{Mark}")), .. Chunk("iCCP", Text($"{Mark}\0")), .. Chunk("tIME", [7, 234, 1, 2, 3, 4, 5]),
            .. Chunk("prVt", Text(Mark)), .. Chunk("IDAT", Packed(rows)), .. Chunk("IEND", []), .. Text(Mark),
        ];
    }

    public static byte[] WebP()
    {
        byte[] body =
        [
            .. "WEBP"u8, .. Riff("VP8X", [0b0010_1110, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("ICCP", Text(Mark)), .. Riff("ANIM", [0, 0, 0, 0, 0, 0]),
            .. Riff("ANMF", [.. new byte[16], .. Riff("VP8L", [0x2F, 1, 2, 3, 4]), .. Riff("PRIV", Text(Mark))]), .. Riff("EXIF", Text(Mark)), .. Riff("XMP ", Text(Mark)), .. Riff("none", Text(Mark)),
        ];
        return [.. Riff("RIFF", body), .. Text(Mark)];
    }

    /// <param name="modern">With object streams and a table of references that is a packed stream.</param>
    public static byte[] Pdf(bool modern = false)
    {
        var objects = new SortedDictionary<int, byte[]>
        {
            [1] = Text($"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /OpenAction << /S /JavaScript /JS (app.alert\\({Mark}\\)) >> /Names << /EmbeddedFiles << /Names [ (a) 7 0 R ] >> /JavaScript 9 0 R /Dests 12 0 R >> /AF [ 7 0 R ] /PieceInfo << /X ({Mark}) >> >>"),
            [2] = Text("<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>"),
            [3] = Text($"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 200 ] /LastModified (D:{Mark}) /Contents 4 0 R /Resources << /XObject << /Im 6 0 R >> /Font << /F 13 0 R >> >> /Annots [ 10 0 R 11 0 R ] /Thumb 6 0 R >>"),
            [4] = Stream("/Filter /FlateDecode", Packed(Text("BT /F 12 Tf 20 100 Td (Visible words) Tj ET q 50 0 0 50 20 20 cm /Im Do Q"))),
            [5] = Stream("/Type /Metadata /Subtype /XML", Text($"<x:xmpmeta>{Mark}</x:xmpmeta>")),
            [6] = Stream("/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", Jpeg()),
            [7] = Text($"<< /Type /Filespec /F ({Mark}.doc) /EF << /F 8 0 R >> >>"),
            [8] = Stream("/Type /EmbeddedFile", Text(Mark)),
            [9] = Text($"<< /Names [ (s) << /S /JavaScript /JS ({Mark}) >> ] >>"),
            [10] = Text($"<< /Type /Annot /Subtype /Text /Rect [ 0 0 9 9 ] /Contents (A remark) /T ({Mark}) /M (D:20260101{Mark}) /NM ({Mark}) >>"),
            [11] = Text($"<< /Type /Annot /Subtype /FileAttachment /Rect [ 0 0 9 9 ] /FS 7 0 R /T ({Mark}) >>"),
            [12] = Text("<< /Names [ ] >>"),
            [13] = Text("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
            [14] = Text($"<< /Author ({Mark}) /Creat#6fr ({Mark}) /CreationDate (D:20260101) >>"),
        };
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\n"u8);
        var places = new SortedDictionary<int, (int Kind, int A, int B)> { [0] = (0, 0, 0) };
        if (modern)
        {
            var packed = objects.Where(o => o.Value.AsSpan().IndexOf("stream\n"u8) < 0).ToList();
            var (index, body) = ("", new MemoryStream());
            foreach (var (i, (number, text)) in packed.Index())
            {
                index += $"{number} {body.Length} ";
                places[number] = (2, 20, i);
                body.Write([.. text, (byte)' ']);
                objects.Remove(number);
            }

            objects[20] = Stream($"/Type /ObjStm /N {packed.Count} /First {index.Length} /Filter /FlateDecode", Packed([.. Text(index), .. body.ToArray()]));
        }

        foreach (var (number, text) in objects)
        {
            places[number] = (1, (int)file.Position, 0);
            file.Write(Text($"{number} 0 obj\n"));
            file.Write(text);
            file.Write("\nendobj\n"u8);
        }

        var table = file.Position;
        if (modern)
        {
            places[21] = (1, (int)table, 0);
            byte[] rows = [];
            byte[] above = new byte[7];
            for (var i = 0; i <= 21; i++)
            {
                var (kind, a, b) = places.GetValueOrDefault(i);
                byte[] row = [(byte)kind, (byte)(a >> 24), (byte)((a >> 16) & 255), (byte)((a >> 8) & 255), (byte)(a & 255), (byte)(b >> 8), (byte)(b & 255)];
                rows = [.. rows, 2, .. row.Zip(above, (x, y) => unchecked((byte)(x - y)))];
                above = row;
            }

            file.Write(Text("21 0 obj\n"));
            file.Write(Stream("/Type /XRef /W [ 1 4 2 ] /Size 22 /Root 1 0 R /Info 14 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 7 >>", Packed(rows)));
            file.Write(Text($"\nendobj\nstartxref\n{table}\n%%EOF\n"));
            return file.ToArray();
        }

        file.Write(Text("xref\n0 15\n0000000000 65535 f \n"));
        for (var i = 1; i < 15; i++) file.Write(Text($"{places[i].A:D10} 00000 n \n"));
        file.Write(Text($"trailer\n<< /Size 15 /Root 1 0 R /Info 14 0 R /ID [ <{Convert.ToHexString(Text(Mark))}> <00> ] >>\nstartxref\n{table}\n%%EOF\n"));
        // Saved once more on top: the words were others before, and the old ones are still in the file.
        var newer = file.Position;
        file.Write(Text("4 0 obj\n"));
        file.Write(Stream("", Text("BT /F 12 Tf 20 100 Td (Newer words) Tj ET")));
        file.Write("\nendobj\n"u8);
        var second = file.Position;
        file.Write(Text($"xref\n4 1\n{newer:D10} 00000 n \ntrailer\n<< /Size 15 /Root 1 0 R /Info 14 0 R /Prev {table} >>\nstartxref\n{second}\n%%EOF\n"));
        return file.ToArray();
    }

    public static byte[] Word(params (string Name, byte[] Content)[] more)
    {
        const string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        return Package(
        [
            ("[Content_Types].xml", Text("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>""")),
            ("_rels/.rels", Text("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>""")),
            ("docProps/core.xml", Text($"<p><creator>{Mark}</creator></p>")), ("docProps/app.xml", Text($"<p><Company>{Mark}</Company></p>")), ("docProps/custom.xml", Text($"<p>{Mark}</p>")), ("docProps/thumbnail.jpeg", Jpeg()),
            ("word/document.xml", Text($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {w}><w:body><w:p w:rsidR="00{Mark}" w:rsidRDefault="00A1"><w:ins w:id="1" w:author="{Mark}" w:date="2026-01-01T08:00:00Z"><w:r w:rsidRPr="00B2"><w:t xml:space="preserve"> 看得见的字 &amp; more </w:t></w:r></w:ins><w:del w:id="2" w:author="{Mark}" w:date="2026-01-01T08:00:00Z"><w:r><w:delText>old</w:delText></w:r></w:del></w:p></w:body></w:document>""")),
            ("word/comments.xml", Text($"""<w:comments {w}><w:comment w:id="0" w:author="{Mark}" w:initials="{Mark}" w:date="2026-01-01T08:00:00Z"><w:p><w:r><w:t>A comment</w:t></w:r></w:p></w:comment></w:comments>""")),
            ("word/people.xml", Text($"<people>{Mark}</people>")),
            ("word/settings.xml", Text($"""<w:settings {w}><w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/><w:rsids><w:rsidRoot w:val="{Mark}"/></w:rsids><w:zoom w:percent="100"/></w:settings>""")),
            ("word/_rels/settings.xml.rels", Text($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:\Users\{Mark}\t.dotx" TargetMode="External"/></Relationships>""")),
            ("word/_rels/document.xml.rels", Text("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.jpeg"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/></Relationships>""")),
            ("word/media/image1.jpeg", Jpeg()), ("customXml/item1.xml", Text($"<x>{Mark}</x>")),
            .. more,
        ]);
    }

    public static byte[] Excel() => Package(
    [
        ("[Content_Types].xml", Text("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/x"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""")),
        ("_rels/.rels", Text("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""")),
        ("docProps/app.xml", Text($"<p>{Mark}</p>")),
        ("xl/workbook.xml", Text($"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><fileSharing userName="{Mark}"/><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\Users\{Mark}\"/><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>""")),
        ("xl/_rels/workbook.xml.rels", Text("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""")),
        ("xl/worksheets/sheet1.xml", Text("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>看得见的字</t></is></c></row></sheetData><pageSetup orientation="portrait" r:id="rId1"/></worksheet>""")),
        ("xl/worksheets/_rels/sheet1.xml.rels", Text("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings" Target="../printerSettings/printerSettings1.bin"/></Relationships>""")),
        ("xl/printerSettings/printerSettings1.bin", Encoding.Unicode.GetBytes(Mark)),
        ("xl/comments1.xml", Text($"""<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>{Mark}</author></authors><commentList><comment ref="A1" authorId="0"><text><t>A remark</t></text></comment></commentList></comments>""")),
        ("xl/persons/person.xml", Text($"""<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="{Mark}" id="1" userId="{Mark}" providerId="{Mark}"/></personList>""")),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", Text($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="file:///\\server\{Mark}\b.xlsx" TargetMode="External"/></Relationships>""")),
        ("xl/revisions/userNames.xml", Text($"<users>{Mark}</users>")),
    ]);

    public static byte[] Package(IReadOnlyList<(string Name, byte[] Content)> parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = Mark;
            foreach (var (name, content) in parts)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new(2026, 3, 4, 5, 6, 8, TimeSpan.Zero);
                entry.Comment = Mark;
                using var part = entry.Open();
                part.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), unchecked((byte)(body.Length + 2)), .. body];

    private static byte[] Stream(string entries, byte[] body) => [.. Text($"<< {entries} /Length {body.Length} >>\nstream\n"), .. body, .. "\nendstream"u8];

    private static byte[] Riff(string type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. Text(type), .. length, .. body, .. new byte[body.Length % 2]];
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(plain);
        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        byte[] named = [.. Text(type), .. body];
        var crc = uint.MaxValue;
        foreach (var b in named)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        BinaryPrimitives.WriteUInt32BigEndian(sum, ~crc);
        return [.. length, .. named, .. sum];
    }
}
