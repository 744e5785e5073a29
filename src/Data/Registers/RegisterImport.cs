using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Data.Registers;

/// <summary>
/// Reads a table into a register. A trial does all of it in one transaction that is never saved; the real run saves a batch at a time.
/// </summary>
internal sealed class RegisterImport(ImportOrder order, Actor actor, IRules rules, Kernel.Indicators.FieldOwners owners, LocalTime time, Func<Task<RegisterWork>> begin, bool keep)
{
    private const int Batch = 200;

    private readonly Register _register = order.Register;
    private readonly Dictionary<string, int> _keys = [];
    private readonly Dictionary<int, RowResult> _results = [];
    private References _known = new();

    public async Task<ImportReport> RunAsync(Action<int, int>? report, CancellationToken cancel)
    {
        if (order.Sheet.Rows.Count > ImportSheet.Most) return Unread([new TooManyRows(order.Sheet.Rows.Count, ImportSheet.Most)]);
        var (heading, problems) = Heading.Read(_register, order.Sheet.Headings);
        if (heading is null) return Unread(problems);

        var rows = order.Sheet.Rows.Where(r => !heading.IsEmpty(r)).ToList();
        var work = await begin();
        try
        {
            _known = await work.ReferencesAsync(PersonTexts(heading, rows), cancel);

            // Lines may name units that stand further down in the same file: what cannot be read yet is tried again while others still go in.
            for (var waiting = rows; waiting.Count > 0;)
            {
                var again = new List<ImportRow>();
                foreach (var batch in waiting.Chunk(Batch))
                {
                    again.AddRange(await TakeAsync(work, heading, batch, cancel));
                    report?.Invoke(_results.Count, rows.Count);
                    if (!keep) continue;
                    await work.CommitAsync(time.Today, cancel);
                    await work.DisposeAsync();
                    work = await begin();
                }

                if (again.Count == waiting.Count)
                {
                    foreach (var row in again) Refuse(heading, row);
                    break;
                }

                waiting = again;
            }
        }
        finally
        {
            await work.DisposeAsync();
        }

        return new(keep, [], heading.Ignored, [.. rows.Select(r => _results[r.Number])]);
    }

    /// <summary>Takes a batch in; gives back the lines that name units which are not there yet.</summary>
    private async Task<IReadOnlyList<ImportRow>> TakeAsync(RegisterWork work, Heading heading, ImportRow[] rows, CancellationToken cancel)
    {
        var keys = rows.Select(r => heading.ReadKey(r, _known)).OfType<string>().Distinct().ToArray();
        var there = (await work.KeyedAsync(_register, keys, cancel)).GroupBy(e => _register.KeyOf(e.Row)).ToDictionary(g => g.Key, g => g.ToList());
        var waiting = new List<ImportRow>();
        foreach (var row in rows)
        {
            if (await TakeAsync(work, heading, row, there, cancel) is { } result) _results[row.Number] = result;
            else waiting.Add(row);
        }

        return waiting;
    }

    private async Task<RowResult?> TakeAsync(RegisterWork work, Heading heading, ImportRow row, Dictionary<string, List<Entry>> there, CancellationToken cancel)
    {
        RowResult Refused(params IReadOnlyList<Refusal> problems) => new(row, RowOutcome.Refused, null, problems);

        var (begins, badBegin) = heading.ReadDay(row, heading.Begins, nameof(Entry.BeginsOn));
        var (ends, badEnd) = heading.ReadDay(row, heading.Ends, nameof(Entry.EndsOn));
        var key = heading.ReadKey(row, _known);
        Entry? before;
        if (row.Id is { } id)
        {
            before = await work.NewestAsync(_register, id, cancel);
            if (before is null || (row.Seen is { } seen && before.Revision != seen)) return Refused(new EntryChangedMeanwhile());
        }
        else
        {
            before = key is null ? null : Same(there.GetValueOrDefault(key) ?? [], begins);
        }

        var (values, found) = heading.ReadRow(row, before, _known);
        var problems = new List<Refusal>(found);
        if (key is not null && !_keys.TryAdd($"{key} {begins?.Iso}", row.Number) && _keys[$"{key} {begins?.Iso}"] is var first && first != row.Number) return Refused(new RowTwice(first));
        if (_register.Numbered && problems.Exists(p => _register.Columns.Any(c => c.Kind == ColumnKind.Unit && c.Name == p.Field))) return null;
        if (badBegin is not null) problems.Add(badBegin);
        if (badEnd is not null) problems.Add(badEnd);
        if (begins is { } day && before is not null && before.BeginsOn != day) problems.Add(new FirstDayStays(_register.Begins, before.BeginsOn) { Field = nameof(Entry.BeginsOn) });
        if (problems.Count > 0) return Refused(problems);

        var content = _register.Row(values);
        var entry = before is null
            ? new Entry(_register, Ids.New(time.Now), 1, content, null, begins ?? order.From, ends, begins ?? order.From, order.Reason, actor.Id, time.Now, true)
            : before with { Row = content, Revision = before.Revision + 1, ValidFrom = order.From < before.BeginsOn ? before.BeginsOn : order.From, Reason = order.Reason, RecordedBy = actor.Id, RecordedAt = time.Now };
        return await SaveAsync(work, row, entry, before, ends, there, cancel);
    }

    private async Task<RowResult> SaveAsync(RegisterWork work, ImportRow row, Entry entry, Entry? before, DateOnly? ends, Dictionary<string, List<Entry>> there, CancellationToken cancel)
    {
        var key = _register.KeyOf(entry.Row);
        if (!there.TryGetValue(key, out var others)) there[key] = others = [.. await work.KeyedAsync(_register, [key], cancel)];
        var judge = new RegisterJudge(work, actor, time.Today, rules, owners);
        var changed = before is null || !before.Row.Equals(entry.Row);
        var ending = before is not null && ends is { } end && end != before.EndsOn ? ends : null;
        if (!changed && ending is null) return new(row, RowOutcome.Unchanged, before!.Id, []);

        if (changed)
        {
            var problems = await judge.OfAsync(entry, before, others, cancel);
            if (problems.Count > 0) return new(row, RowOutcome.Refused, null, problems);
        }

        if (ending is { } lastDay && await judge.OfEndAsync(entry, lastDay, cancel) is { } refusal) return new(row, RowOutcome.Refused, null, [refusal]);
        if (changed)
        {
            if (before is null && _register.Numbered) entry = entry with { Number = await work.NextNumberAsync(_register, cancel) };
            await work.WriteAsync(entry, before is null ? "Add" : "Change", cancel);
        }

        if (ending is { } last)
        {
            entry = Registrar.Ended(changed ? entry : before!, last, order.Reason, actor, time.Now);
            await work.WriteAsync(entry, "End", cancel);
        }

        // The lines that follow are judged by what this one made of the register.
        others.RemoveAll(e => e.Id == entry.Id);
        others.Add(entry);
        if (entry.Row is UnitRow unit) _known.Add(new UnitId(entry.Number!.Value), unit.Code, unit.Name, unit.Parent);
        return new(row, before is null ? RowOutcome.Added : RowOutcome.Changed, entry.Id, []);
    }

    private void Refuse(Heading heading, ImportRow row)
    {
        var (_, problems) = heading.ReadRow(row, null, _known);
        _results[row.Number] = new(row, RowOutcome.Refused, null, problems);
    }

    /// <summary>The entry a line means: the one that began on the day it names, or else the one that lasts or will.</summary>
    private Entry? Same(List<Entry> entries, DateOnly? begins) =>
        begins is { } day ? entries.Find(e => e.BeginsOn == day) : entries.Find(e => e.EndsOn is null || e.EndsOn >= order.From);

    private static HashSet<string> PersonTexts(Heading heading, IEnumerable<ImportRow> rows)
    {
        var places = heading.Places.Where(p => p.Key.Kind == ColumnKind.Person).Select(p => p.Value).ToList();
        return [.. rows.SelectMany(r => places.Where(p => p < r.Cells.Count).Select(p => CellReading.Clean(r.Cells[p]))).Where(t => t.Length > 0)];
    }

    private ImportReport Unread(IReadOnlyList<Refusal> problems) => new(keep, problems, [], []);
}
