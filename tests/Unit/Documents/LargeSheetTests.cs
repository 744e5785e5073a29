using Qinglian.Documents.Sheets;

namespace Qinglian.Tests.Unit.Documents;

/// <summary>Tests that weigh the memory of the whole process: each runs when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class LargeSheetTests
{
    [Fact]
    public void Fifty_thousand_rows_are_written_without_holding_them()
    {
        var peak = 0L;
        IEnumerable<LedgerRow> Rows()
        {
            for (var i = 0; i < 50_000; i++)
            {
                if (i % 10_000 == 9_999)
                {
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                }
                yield return Samples.Row($"key-{i:D8}", $"户{i}", "110101199003077758", "a", (long)i, 1.5m, 100L * i, new DateOnly(2026, 1, 5), true, "说明");
            }
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            {
                Samples.Sheet.Write(file, Rows(), Samples.Heading());
            }
            Assert.InRange(peak - before, long.MinValue, 24_000_000);

            using var read = File.OpenRead(path);
            var reading = SheetReader.Read(read, "大表.xlsx", Samples.Sheet.Columns);
            Assert.Null(reading.Refusal);
            Assert.Equal(50_000, reading.Rows.Count);
            Assert.Equal(50_000, reading.Origin!.Rows.Count);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
