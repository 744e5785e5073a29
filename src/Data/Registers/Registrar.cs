using System.Runtime.CompilerServices;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Data.Registers;

/// <inheritdoc cref="IRegistrar"/>
internal sealed class Registrar(NpgsqlDataSource database, RegisterBook book, LiveRules rules, ILedgerBook ledger, LocalTime time) : IRegistrar
{
    private readonly RegisterReader _reader = new(database, rules, time);

    public async Task<IReadOnlyList<Refusal>> AddAsync(Guid id, object row, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancel)
    {
        var register = book.Of(row.GetType());
        await using var work = await BeginAsync(register, actor, cancel);
        if (await work.NewestAsync(register, id, cancel) is { } there) return there.Row.Equals(row) ? [] : [new EntryChangedMeanwhile()];

        var entry = new Entry(register, id, 1, row, null, from, until, from, null, actor.Id, time.Now, true);
        var judge = new RegisterJudge(work, actor, time.Today, rules, book.Owners);
        var problems = await judge.OfReferencesAsync(register, row, book, cancel);
        if (problems.Count == 0) problems = await judge.OfAsync(entry, null, await work.KeyedAsync(register, [register.KeyOf(row)], cancel), cancel);
        if (problems.Count > 0) return await RefuseAsync(work, entry, "Add", problems, cancel);

        if (register.Numbered) entry = entry with { Number = await work.NextNumberAsync(register, cancel) };
        await work.WriteAsync(entry, "Add", cancel);
        await SaveAsync(work, cancel);
        return [];
    }

    public async Task<IReadOnlyList<Refusal>> ChangeAsync(Guid id, object row, int seen, DateOnly from, string reason, Actor actor, CancellationToken cancel)
    {
        var register = book.Of(row.GetType());
        await using var work = await BeginAsync(register, actor, cancel);
        var before = await VisibleAsync(work, register, id, actor, cancel);
        var entry = before with { Row = row, Revision = before.Revision + 1, ValidFrom = from, Reason = reason.Trim(), RecordedBy = actor.Id, RecordedAt = time.Now };
        if (before.Revision != seen) return await RefuseAsync(work, entry, "Change", [new EntryChangedMeanwhile()], cancel);
        if (string.IsNullOrWhiteSpace(reason)) return [ReasonMissing];
        if (before.Row.Equals(row)) return [new NothingChanged()];

        var judge = new RegisterJudge(work, actor, time.Today, rules, book.Owners);
        var problems = await judge.OfReferencesAsync(register, row, book, cancel);
        if (problems.Count == 0) problems = await judge.OfAsync(entry, before, await work.KeyedAsync(register, [register.KeyOf(row)], cancel), cancel);
        if (problems.Count > 0) return await RefuseAsync(work, entry, "Change", problems, cancel);

        await work.WriteAsync(entry, "Change", cancel);
        await SaveAsync(work, cancel);
        return [];
    }

    public async Task<IReadOnlyList<Refusal>> EndAsync(Register register, Guid id, int seen, DateOnly lastDay, string reason, Actor actor, CancellationToken cancel)
    {
        await using var work = await BeginAsync(register, actor, cancel);
        var before = await VisibleAsync(work, register, id, actor, cancel);
        var entry = Ended(before, lastDay, reason, actor);
        if (before.Revision != seen) return await RefuseAsync(work, entry, "End", [new EntryChangedMeanwhile()], cancel);
        if (string.IsNullOrWhiteSpace(reason)) return [ReasonMissing];
        if (await new RegisterJudge(work, actor, time.Today, rules, book.Owners).OfEndAsync(before, lastDay, cancel) is { } refusal) return await RefuseAsync(work, entry, "End", [refusal], cancel);

        await work.WriteAsync(entry, "End", cancel);
        await SaveAsync(work, cancel);
        return [];
    }

    public Task<ImportReport> TryImportAsync(ImportOrder order, Actor actor, CancellationToken cancel) => ImportAsync(order, actor, false, null, cancel);

    public Task<ImportReport> ImportAsync(ImportOrder order, Actor actor, Action<int, int>? report, CancellationToken cancel) => ImportAsync(order, actor, true, report, cancel);

    public async Task<RegisterPage> ListAsync(Register register, RegisterQuery query, Actor actor, CancellationToken cancel)
    {
        var page = await _reader.ListAsync(register, query, actor, cancel);
        await RecordReadAsync(register, page.Entries, actor, cancel);
        return page;
    }

    public async IAsyncEnumerable<Entry> AllAsync(Register register, RegisterQuery query, Actor actor, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = query with { Take = 500 }; ;)
        {
            var page = await ListAsync(register, next, actor, cancel);
            foreach (var entry in page.Entries) yield return entry;
            if (page.Next is null) yield break;
            next = next with { After = page.Next };
        }
    }

    public async Task<Entry?> FindAsync(Register register, Guid id, DateOnly? on, Actor actor, CancellationToken cancel)
    {
        var entry = await _reader.FindAsync(register, id, on, actor, cancel);
        await RecordReadAsync(register, entry is null ? [] : [entry], actor, cancel);
        return entry;
    }

    public async Task<IReadOnlyList<Entry>> HistoryAsync(Register register, Guid id, Actor actor, CancellationToken cancel)
    {
        var history = await _reader.HistoryAsync(register, id, actor, cancel);
        await RecordReadAsync(register, history, actor, cancel);
        return history;
    }

    public Task<References> ReferencesAsync(IReadOnlyList<Entry> entries, CancellationToken cancel) => _reader.ReferencesAsync(entries, cancel);

    public Task<References> ReferencesToAsync(IReadOnlyCollection<string> personNumbers, CancellationToken cancel) => _reader.ReferencesAsync(personNumbers, [], cancel);

    public async Task<RegisterSheet> ExportAsync(Register register, RegisterQuery query, Language language, Actor actor, CancellationToken cancel)
    {
        var entries = new List<Entry>();
        await foreach (var entry in AllAsync(register, query, actor, cancel)) entries.Add(entry);
        var known = await ReferencesAsync(entries, cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, register.Code, "Export", new { Rows = entries.Count, query.On, query.Text, query.Within }, actor, cancel);
        return new(register, register.Name, [.. register.Columns.Select(c => c.Words), register.Begins, register.Ends], [.. entries.Select(e => (e, (IReadOnlyList<string>)
            [.. register.Columns.Select(c => c.Format(c.Get(e.Row), language, known)), e.BeginsOn.Iso, e.EndsOn?.Iso ?? ""]))]);
    }

    public async Task SeedAsync(CancellationToken cancel)
    {
        foreach (var register in book.All.Where(r => r.FirstRows.Count > 0))
        {
            await using var work = await BeginAsync(register, Actor.System, cancel);
            if (await work.AnyAsync(register, cancel)) continue;
            foreach (var row in register.FirstRows)
            {
                int? number = register.Numbered ? await work.NextNumberAsync(register, cancel) : null;
                await work.WriteAsync(new(register, Ids.New(time.Now), 1, row, number, time.Today, null, time.Today, null, default, time.Now, true), "Add", cancel);
            }

            await SaveAsync(work, cancel);
        }
    }

    /// <summary>The same entry with a last day. It says so from the day its present version holds, or from the day after the last one if that is earlier.</summary>
    internal static Entry Ended(Entry before, DateOnly lastDay, string reason, Actor actor, DateTimeOffset now) => before with
    {
        Revision = before.Revision + 1,
        EndsOn = lastDay,
        ValidFrom = before.ValidFrom <= lastDay ? before.ValidFrom : DateOnly.FromDayNumber(lastDay.DayNumber + 1),
        Reason = reason.Trim(),
        RecordedBy = actor.Id,
        RecordedAt = now,
    };

    private Entry Ended(Entry before, DateOnly lastDay, string reason, Actor actor) => Ended(before, lastDay, reason, actor, time.Now);

    private static Unfit ReasonMissing => new(new("请填写变更理由。", "Please give the reason.")) { Field = nameof(Entry.Reason) };

    private Task<RegisterWork> BeginAsync(Register register, Actor actor, CancellationToken cancel) => RegisterWork.BeginAsync(database, book, register, actor, time.Now, cancel);

    private async Task<ImportReport> ImportAsync(ImportOrder order, Actor actor, bool keep, Action<int, int>? report, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(order.Reason)) return new(keep, [ReasonMissing], [], []);

        var import = new RegisterImport(order, actor, rules, book.Owners, time, () => BeginAsync(order.Register, actor, cancel), keep);
        var done = await import.RunAsync(report, cancel);
        if (keep) await rules.RefreshAsync(cancel);
        return done;
    }

    private async Task RecordReadAsync(Register register, IReadOnlyList<Entry> entries, Actor actor, CancellationToken cancel)
    {
        if (!register.Sealed || actor.IsSystem) return;
        var others = entries.Where(e => !(register.About?.Get(e.Row) is PersonId about && about == actor.Id)).Select(e => e.Id).Distinct().ToList();
        if (others.Count > 0) await ledger.RecordAsync(LineKind.Read, others.Count == 1 ? others[0] : Guid.Empty, register.Code, "Read", new { Entries = others }, actor, cancel);
    }

    /// <exception cref="NotFoundException">There is no such entry, or it is not this person's to know.</exception>
    private async Task<Entry> VisibleAsync(RegisterWork work, Register register, Guid id, Actor actor, CancellationToken cancel) =>
        await work.NewestAsync(register, id, cancel) is { } entry && _reader.Shows(entry, actor) ? entry : throw new NotFoundException();

    private static async Task<IReadOnlyList<Refusal>> RefuseAsync(RegisterWork work, Entry entry, string action, IReadOnlyList<Refusal> problems, CancellationToken cancel)
    {
        await work.RecordRefusalAsync(entry.Register, entry.Id, action, problems[0], cancel);
        await work.CommitAsync(default, cancel);
        return problems;
    }

    private async Task SaveAsync(RegisterWork work, CancellationToken cancel)
    {
        await work.CommitAsync(time.Today, cancel);
        await rules.RefreshAsync(cancel);
    }
}
