using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Qinglian.Documents.Cleaning;
using static Qinglian.Tests.Unit.Documents.Cleaning.Seeded;

namespace Qinglian.Tests.Unit.Documents.Cleaning;

public sealed class MetadataCleanerTests
{
    public static TheoryData<string> Kinds => ["jpeg", "png", "webp", "pdf", "modern pdf", "docx", "xlsx", "docx in docx"];

    private static byte[] Make(string kind) => kind switch
    {
        "jpeg" => Jpeg(),
        "png" => Png(),
        "webp" => WebP(),
        "pdf" => Pdf(),
        "modern pdf" => Pdf(modern: true),
        "docx" => Word(),
        "docx in docx" => Word(("word/embeddings/inner.docx", Word())),
        _ => Excel(),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_mark_of_the_author_is_left_in_the_copy(string kind)
    {
        var file = Make(kind);
        Assert.True(Tells(file));

        var outcome = Clean(file, out var copy);

        Assert.True(outcome.Cleaned, outcome.Refused?.En);
        Assert.False(Tells(copy), Encoding.Latin1.GetString(copy));
        Assert.NotEmpty(outcome.Found);
        Assert.All(outcome.Found, f => Assert.DoesNotContain(Mark, $"{f.What.En} {f.Detail}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_cleaned_copy_has_nothing_left_to_clean(string kind)
    {
        Clean(Make(kind), out var once);
        var again = Clean(once, out var twice);

        Assert.True(again.Cleaned);
        // Which way is up stays in a picture, as the one thing that is written into it anew.
        Assert.DoesNotContain(again.Found, f => f.What != Traces.Exif);
        Assert.Equal(Sizes(once), Sizes(twice));
    }

    [Fact]
    public void A_photograph_shows_the_same_the_same_way_up()
    {
        var outcome = Clean(Jpeg(orientation: 6), out var copy);
        Assert.Equal(FileKind.Jpeg, outcome.Kind);
        Assert.Contains(outcome.Found, f => f.What == Traces.Place);
        Assert.Contains(outcome.Found, f => f.What == Traces.Trailing);
        // Tables and coded picture are untouched: from the first table on the bytes are those of the bare picture.
        var tables = Picture.AsSpan().IndexOf<byte>([0xFF, 0xDB]);
        Assert.True(copy.AsSpan().EndsWith(Picture.AsSpan(tables)));
        Assert.Equal(6, copy[copy.AsSpan().IndexOf("Exif"u8) + 6 + 8 + 2 + 9]);

        Clean(Jpeg(orientation: 1), out var upright);
        Assert.Equal(Picture, upright);
    }

    [Fact]
    public void Pictures_keep_their_points()
    {
        Clean(Png(), out var png);
        Assert.Equal(["IHDR", "IDAT", "IEND"], new[] { "IHDR", "IDAT", "IEND" }.Where(t => png.AsSpan().IndexOf(Text(t)) > 0));
        Clean(WebP(), out var webp);
        Assert.True(webp.AsSpan().IndexOf("VP8L"u8) > 0);
        Assert.Equal(webp.Length - 8, BitConverter.ToInt32(webp, 4));
        Assert.Equal(0b0000_0010, webp[20]);
    }

    [Theory]
    [InlineData(false, "Newer words")]
    [InlineData(true, "Visible words")]
    public void A_pdf_keeps_its_pages_and_loses_its_past(bool modern, string words)
    {
        var outcome = Clean(Pdf(modern), out var copy);

        Assert.True(outcome.Cleaned, outcome.Refused?.En);
        Assert.True(Tells(copy, words));
        Assert.True(Tells(copy, "A remark"));
        Assert.Equal(modern, Tells(copy, "Visible words"));
        foreach (var gone in new[] { "/Info", "/Metadata", "JavaScript", "/OpenAction", "EmbeddedFile", "FileAttachment", "/ID" }) Assert.False(Tells(copy, gone), gone);
        Assert.Contains(outcome.Found, f => f.What.En.Contains("attached", StringComparison.Ordinal));
        Assert.Equal(!modern, outcome.Found.Any(f => f.What.En.Contains("older versions", StringComparison.Ordinal)));
    }

    [Fact]
    public void Office_files_keep_their_words_and_open()
    {
        Clean(Word(), out var word);
        using (var document = WordprocessingDocument.Open(new MemoryStream(word), false))
        {
            Assert.Equal(" 看得见的字 & more old", document.MainDocumentPart!.Document.Body!.InnerText);
            Assert.Equal("A comment", document.MainDocumentPart.WordprocessingCommentsPart!.Comments.InnerText);
            Assert.Null(document.PackageProperties.Creator);
        }

        Clean(Excel(), out var excel);
        using var book = SpreadsheetDocument.Open(new MemoryStream(excel), false);
        Assert.Equal("看得见的字", book.WorkbookPart!.WorksheetParts.Single().Worksheet.InnerText);
    }

    [Theory]
    [InlineData("plain text", "cannot be cleaned")]
    [InlineData("", "empty")]
    [InlineData("\0\0\0\u0018ftypheic", "HEIC")]
    [InlineData("GIF89a....", "cannot be cleaned")]
    [InlineData("%PDF-1.7 nothing more", "damaged")]
    [InlineData("<html>", "cannot be cleaned")]
    public void What_cannot_be_cleaned_is_refused_in_plain_words_and_leaves_no_copy(string text, string said)
    {
        var outcome = Clean(Text(text), out var copy);
        Assert.Contains(said, outcome.Refused!.En, StringComparison.Ordinal);
        Assert.Empty(copy);
    }

    [Fact]
    public void Protected_files_macros_and_foreign_objects_are_refused()
    {
        var locked = Encoding.Latin1.GetString(Pdf()).Replace("/Size 15 /Root 1 0 R /Info 14 0 R /Prev", "/Size 15 /Root 1 0 R /Encrypt 14 0 R /Prev", StringComparison.Ordinal);
        Assert.Contains("protected", Clean(Encoding.Latin1.GetBytes(locked), out _).Refused!.En, StringComparison.Ordinal);
        Assert.Contains("macros", Clean(Word(("word/vbaProject.bin", Text("x"))), out _).Refused!.En, StringComparison.Ordinal);
        Assert.Contains("another program", Clean(Word(("word/embeddings/oleObject1.bin", Text("x"))), out _).Refused!.En, StringComparison.Ordinal);
        Assert.NotNull(Clean([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], out _).Refused);
    }

    [Fact]
    public void Bombs_are_refused_before_they_unfold()
    {
        var bomb = Word(("word/big.xml", new byte[40_000_000]));
        Assert.True(bomb.Length < 100_000);
        Assert.Contains("too large", Clean(bomb, out var copy, new(MostUnpacked: 10_000_000)).Refused!.En, StringComparison.Ordinal);
        Assert.Empty(copy);

        Assert.NotNull(Clean(Word([.. Enumerable.Range(0, 5000).Select(i => ($"word/{i}.xml", Text("<a/>")))]), out _).Refused);
        Assert.NotNull(Clean(Word(("word/a.xml", Text("<!DOCTYPE a [<!ENTITY b \"cccc\">]><a>&b;</a>"))), out _).Refused);
        Assert.NotNull(Clean(new byte[2000], out _, new(MostBytes: 1000)).Refused);
        Assert.NotNull(Clean(Text("%PDF-1.7\n1 0 obj " + new string('[', 100_000) + "\ntrailer\nstartxref\n9\n%%EOF"), out _).Refused);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_damaged_file_is_refused_or_cleaned_and_never_leaks_or_fails(string kind)
    {
        var file = Make(kind);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var damaged = (byte[])file.Clone();
            for (var i = 0; i < 1 + (seed % 4); i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (seed % 5 == 0) damaged = damaged[..random.Next(damaged.Length)];

            var outcome = Clean(damaged, out var copy);

            Assert.True(outcome.Cleaned || copy.Length == 0);
        }
    }

    [Fact]
    public void The_original_is_read_and_never_changed()
    {
        var file = Jpeg();
        var before = SHA256.HashData(file);
        Clean(file, out _);
        Assert.Equal(before, SHA256.HashData(file));
    }

    [Fact]
    public void A_name_does_not_matter_only_the_content_does()
    {
        Assert.Equal(FileKind.Pdf, MetadataCleaner.KindOf(new MemoryStream(Pdf())));
        Assert.Equal(FileKind.Word, MetadataCleaner.KindOf(new MemoryStream(Word())));
        Assert.Equal(FileKind.Excel, MetadataCleaner.KindOf(new MemoryStream(Excel())));
        Assert.Equal(FileKind.Other, MetadataCleaner.KindOf(new MemoryStream(Package([("a.txt", Text("x"))]))));
    }

    // Packages are compared by their parts: packing is not always the same.
    private static IEnumerable<(string, long)> Sizes(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK"u8)) return [("", file.Length)];
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(e => (e.FullName, e.Length))];
    }
}
