using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>The organisation as its pages need it.</summary>
internal sealed class Organised(IRules rules, IDossiers dossiers, IRegistrar registrar, RegisterBook book, ProcedureBook procedures, LocalTime time)
{
    private const int MostOfUnit = 50;

    public OrgTree Units => rules.Organisation;

    public Guid NewId() => Ids.New(time.Now);

    public async Task<IReadOnlyList<DossierCount>> CountsAsync(Actor actor, CancellationToken cancel) =>
        actor.Scope.IsEmpty ? [] : await dossiers.CountsAsync(new() { Open = true }, actor, cancel);

    /// <summary>What lies open at each unit and below it.</summary>
    public IReadOnlyDictionary<UnitId, (int Open, int Overdue)> RollUp(IReadOnlyList<DossierCount> counts)
    {
        var sums = new Dictionary<UnitId, (int Open, int Overdue)>();
        foreach (var count in counts.Where(c => Units.Find(c.Unit) is not null))
        {
            foreach (var unit in Units.Above(count.Unit).Select(u => u.Id).Prepend(count.Unit))
            {
                var (open, overdue) = sums.GetValueOrDefault(unit);
                sums[unit] = (open + count.Number, overdue + count.Overdue);
            }
        }

        return sums;
    }

    public IReadOnlyList<TreeNode> Tree(IReadOnlyList<DossierCount> counts, UnitId own)
    {
        var sums = RollUp(counts);
        return [.. Units.Roots.Select(r => NodeOf(r, sums, own, deep: true) with { Open = true })];
    }

    public TreeNode NodeOf(Unit unit, IReadOnlyDictionary<UnitId, (int Open, int Overdue)> sums, UnitId? own, bool deep)
    {
        var sum = sums.GetValueOrDefault(unit.Id);
        return new(unit.Name, $"/organisation/{unit.Id}") { Number = sum.Open > 0 ? sum.Open : null, Overdue = sum.Overdue, Current = unit.Id == own, Items = deep ? [.. Units.ChildrenOf(unit.Id).Select(c => NodeOf(c, sums, own, deep))] : [] };
    }

    /// <summary>The entries of a register at one unit; null where the register is not this person's to read.</summary>
    public async Task<(Register Register, IReadOnlyList<Entry> Rows, bool More)?> EntriesAsync(string code, string column, UnitId unit, Visitor me)
    {
        if (book.Find(code) is not { } register || !register.MayRead(me.Actor)) return null;
        var page = await registrar.ListAsync(register, new() { Where = [(column, unit)], Take = MostOfUnit }, me.Actor, me.Cancel);
        return page.Entries.Count == 0 ? null : (register, page.Entries, page.Next is not null);
    }

    public async Task<IReadOnlyList<MandateRow>> MandatesAsync(Visitor me) => await AllAsync<MandateRow>(me);

    public async Task<IReadOnlyList<PersonRow>> PersonsAsync(Visitor me) => await AllAsync<PersonRow>(me);

    public IReadOnlyList<CoverageGap> Gaps(IEnumerable<MandateRow> mandates) => Coverage.Gaps(Units, mandates, rules.Settings);

    public async Task<CoverageGap?> GapAsync(string? unit, string? kind, Visitor me) => (await MandatesAsync(me)) is var mandates
        ? Gaps(mandates).FirstOrDefault(g => g.Unit.Id.ToString() == unit && g.Lacks.Kind.ToString() == kind)
        : null;

    public IReadOnlyList<MatrixRow> Matrix(IReadOnlyList<MandateRow> mandates)
    {
        var lacking = Gaps(mandates).ToLookup(g => g.Unit.Id, g => g.Lacks.Kind);
        var over = mandates.ToLookup(m => m.Supervised);
        return [.. Units.All.Select(unit =>
        {
            var exercised = over[unit.Id].Concat(Units.Above(unit.Id).SelectMany(a => over[a.Id].Where(m => m.Below)));
            return new MatrixRow(unit, exercised.GroupBy(m => m.Kind).ToDictionary(g => g.Key, g => string.Join("、", g.Select(m => Units.Find(m.Supervisor)?.ShortName).OfType<string>().Distinct())), lacking[unit.Id].ToHashSet());
        })];
    }

    /// <summary>What a gap is called on the issue list; by this an open task is found again.</summary>
    public static Words TitleOf(CoverageGap gap) => new Words("{0}缺少{1}", "{0} lacks {1}").With(gap.Unit.Name, gap.Lacks.Words);

    /// <summary>Open tasks for these gaps, by their title.</summary>
    public async Task<IReadOnlyDictionary<string, Dossier>> TasksAsync(IEnumerable<CoverageGap> gaps, Visitor me)
    {
        var found = new Dictionary<string, Dossier>(StringComparer.Ordinal);
        if (me.Actor.Scope.IsEmpty || procedures.ReceiverOf(typeof(IssueFound)) is not { } receiver) return found;
        var titles = gaps.Select(g => TitleOf(g).Zh).ToHashSet(StringComparer.Ordinal);
        if (titles.Count == 0) return found;
        await foreach (var dossier in dossiers.AllAsync(new() { Procedure = receiver.Procedure.Code, Open = true, Text = "缺少" }, me.Actor, me.Cancel))
        {
            if (titles.Contains(dossier.Title)) found[dossier.Title] = dossier;
        }

        return found;
    }

    /// <summary>Whether this person could put an issue on the list of a unit; the desk decides.</summary>
    public bool MayOrder(Actor actor, UnitPath at) => procedures.ReceiverOf(typeof(IssueFound)) is { } receiver
        && receiver.Procedure.Openings.Any(o => o.By.Parts.Any(p => p is { Kind: PartKind.AtUnit, Duty: { } duty } && actor.Holds(duty, at)));

    public IReadOnlyList<Option> OrderableUnits(Actor actor)
    {
        var units = Units.All.Where(u => MayOrder(actor, u.Path)).ToList();
        var depth = units.Count == 0 ? 0 : units.Min(u => u.Path.Value.Count(c => c == '.'));
        return [.. units.Select(u => new Option(u.Id.ToString(), Words.Same(u.Name), u.Path.Value.Count(c => c == '.') - depth))];
    }

    public bool MayEditMandates(Actor actor) => Registers.MayEditSomewhere(book.Of<MandateRow>(), actor);

    private async Task<IReadOnlyList<TRow>> AllAsync<TRow>(Visitor me) where TRow : class
    {
        var all = new List<TRow>();
        await foreach (var entry in registrar.AllAsync(book.Of<TRow>(), new(), me.Actor, me.Cancel)) all.Add(entry.As<TRow>());
        return all;
    }
}
