using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Application.Demo.County;

/// <summary>Puts the planned county on the registers by the same import that people use, so that every entry has its line in the ledger.</summary>
internal sealed class CountyRegisters(CountyPlan plan, IRegistrar registrar, RegisterBook book, DateOnly first)
{
    private static readonly DateOnly Founded = new(2010, 1, 1);

    public IReadOnlyDictionary<string, PersonId> Persons { get; private set; } = new Dictionary<string, PersonId>();

    public async Task WriteAsync(CancellationToken cancel)
    {
        await registrar.SeedAsync(cancel);
        await ImportAsync<UnitRow>(["Code", "Name", "ShortName", "Kind", "Parent", "BeginsOn"], plan.Units.Select(u => Row(u.Code, u.Name, u.ShortName, u.Kind.ToString(), u.Above, Founded)), cancel);

        // Tenures need the post and the person; everything else only the person.
        var persons = ImportAsync<PersonRow>(
            ["Number", "Name", "Unit", "Rank", "PartyMember", "Covered", "ArchiveOpenedOn", "BeginsOn"],
            plan.People.Select(p => Row(p.Number, p.Name, p.Unit, p.Rank, Yes(p.PartyMember), Yes(p.Covered), p.Archive, p.Since)), cancel);
        await Task.WhenAll(
            persons,
            ImportAsync<PostRow>(["Unit", "Title", "Rank", "KeyPost", "MostYears", "BeginsOn"], Posts(), cancel),
            ImportAsync<MandateRow>(["Supervisor", "Supervised", "Kind", "Below", "Basis"], plan.Mandates.Select(m => Row(m.Supervisor, m.Supervised, m.Kind.ToString(), Yes(m.Below), m.Basis)), cancel));
        Persons = plan.People.Zip((await persons).Rows, (p, r) => (p.Number, Id: new PersonId(r.Entry!.Value))).ToDictionary(p => p.Number, p => p.Id);
        await Task.WhenAll(
            ImportAsync<TenureRow>(["Person", "Unit", "Post", "BeginsOn"], plan.People.Select(p => Row(p.Number, p.Unit, p.Post, p.Since)), cancel),
            ImportAsync<DutyGrantRow>(["Person", "Duty", "Unit", "Reach", "GivenAs", "ActingFor", "BeginsOn", "EndsOn"], Grants(), cancel),
            ImportAsync<WorkDivisionRow>(["Leader", "Unit", "Field", "InCharge"], plan.Divisions.Select(d => Row(d.Leader, d.Unit, d.Field, d.InCharge)), cancel));
    }

    private IEnumerable<object?[]> Posts() => plan.People.Select(p => (p.Unit, p.Post, p.Rank, p.Duty)).DistinctBy(p => (p.Unit, p.Post)).Select(p =>
    {
        var key = p.Duty == Duties.Leader || p.Post is "财政所所长" or "财务负责人" or "文书（报账员）" || (p.Post == "科长" && plan[p.Unit].ShortName is "政府采购科" or "工程科" or "用地科");
        return Row(p.Unit, p.Post, p.Rank, Yes(key), key ? p.Duty == Duties.Leader ? 10 : 5 : null, Founded);
    });

    private IEnumerable<object?[]> Grants() => plan.People
        .Select(p => Row(p.Number, p.Duty.Code, p.At, p.Reach.ToString(), nameof(GrantReason.Appointed), null, p.Since, null))
        .Concat(plan.Grants.Select(g => Row(g.Person, g.Duty.Code, g.Unit, g.Reach.ToString(), g.GivenAs.ToString(), g.For, g.From ?? first, g.Until)));

    private async Task<ImportReport> ImportAsync<TRow>(string[] headings, IEnumerable<object?[]> rows, CancellationToken cancel) where TRow : class
    {
        var sheet = new ImportSheet(headings, [.. rows.Select((cells, i) => new ImportRow(i + 2, cells))]);
        var report = await registrar.ImportAsync(new(book.Of<TRow>(), sheet, first, "建立名册"), Actor.System, null, cancel);
        if (report.Problems.Concat(report.Refused.SelectMany(r => r.Problems)).FirstOrDefault() is { } refusal)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The demonstration county does not fit the register {typeof(TRow).Name}: {refusal.Words.En} ({report.Refused.FirstOrDefault()?.Row.Cells[0]})"));
        }

        return report;
    }

    private static object?[] Row(params object?[] cells) => cells;

    private static string Yes(bool yes) => yes ? "是" : "否";
}
