using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>A table to be read into a register, whatever kind of file it came from.</summary>
public sealed record ImportSheet(IReadOnlyList<string> Headings, IReadOnlyList<ImportRow> Rows)
{
    /// <summary>The most rows one import takes.</summary>
    public const int Most = 50_000;
}

/// <summary>One line of the table.</summary>
/// <param name="Number">The number of the row in the file, as people see it there.</param>
/// <param name="Cells">Texts, or values the file already knew the type of.</param>
/// <param name="Id">The entry it was exported from, where the file still says so.</param>
/// <param name="Seen">The revision it was exported at.</param>
public sealed record ImportRow(int Number, IReadOnlyList<object?> Cells, Guid? Id = null, int? Seen = null);

/// <summary>What became of a line, or would become of it.</summary>
public enum RowOutcome
{
    [Words("新增", "added")] Added,
    [Words("变更", "changed")] Changed,
    [Words("无变化", "unchanged")] Unchanged,
    [Words("未导入", "refused")] Refused,
}

/// <summary>What became of one line and, where it was refused, every reason.</summary>
public sealed record RowResult(ImportRow Row, RowOutcome Outcome, Guid? Entry, IReadOnlyList<Refusal> Problems);

/// <summary>What became of a file: the good lines are kept, the bad ones come back with their reasons.</summary>
/// <param name="Kept">False where it was only tried.</param>
/// <param name="Problems">Why the file as a whole cannot be read; then no line was looked at.</param>
/// <param name="Ignored">Headings that mean nothing here.</param>
public sealed record ImportReport(bool Kept, IReadOnlyList<Refusal> Problems, IReadOnlyList<string> Ignored, IReadOnlyList<RowResult> Rows)
{
    public int Count(RowOutcome outcome) => Rows.Count(r => r.Outcome == outcome);

    public IEnumerable<RowResult> Refused => Rows.Where(r => r.Outcome == RowOutcome.Refused);
}

/// <summary>How a file is read in.</summary>
/// <param name="From">The day from which changes hold; also the first day of new entries whose line gives none.</param>
public sealed record ImportOrder(Register Register, ImportSheet Sheet, DateOnly From, string Reason);

/// <summary>A whole register as a table: what a file is made from and can be read back from.</summary>
public sealed record RegisterSheet(Register Register, Words Title, IReadOnlyList<Words> Headings, IReadOnlyList<(Entry Entry, IReadOnlyList<string> Cells)> Rows);
