using Qinglian.Documents;

namespace Qinglian.Tests.Unit.Documents;

public sealed class DamagedFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_damaged_file_is_read_or_refused_but_never_a_fault(int seed)
    {
        var random = new Random(seed);
        byte[] table = Samples.Export([Samples.Zhang]), text = Samples.Zip(("word/document.xml", "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>一</w:t></w:r></w:p></w:body></w:document>"));
        // The beginning of an old .xls whose tables point anywhere.
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[20], 0xFE, 0xFF, 9, 0, 6, 0, .. new byte[2500]];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 40; i++)
        {
            foreach (var file in new[] { table, text, old })
            {
                var damaged = file[..(random.Next(4) == 0 ? random.Next(8, file.Length) : file.Length)];
                for (var hits = random.Next(1, 30); hits > 0; hits--)
                {
                    damaged[random.Next(8, damaged.Length)] = (byte)random.Next(256);
                }
                var reading = Samples.Read(damaged);
                Assert.True(reading.Refusal is not null || reading.Rows.Count + reading.Refused.Count <= 2);
                var read = DocumentText.Read(new MemoryStream(damaged), "a.docx");
                Assert.True(read.Refusal is not null ^ read.Text is not null);
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Round {i}: {Convert.ToHexString(damaged.AsSpan(0, Math.Min(80, damaged.Length)))}");
            }
        }
    }

    [Fact]
    public void Tags_out_of_place_in_a_sheet_are_read_or_refused()
    {
        var random = new Random(3);
        var sheet = Samples.Part(Samples.Export([Samples.Zhang]), "xl/worksheets/sheet1.xml");
        for (var i = 0; i < 60; i++)
        {
            var (from, length) = (random.Next(sheet.Length), random.Next(40));
            Assert.NotNull(Samples.Read(Samples.Edit(Samples.Export([Samples.Zhang]), xml => xml.Remove(from, Math.Min(length, xml.Length - from)))));
        }
    }
}
