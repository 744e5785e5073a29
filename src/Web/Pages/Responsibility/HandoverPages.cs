using System.Globalization;
using Qinglian.Documents.Word;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Handover;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>What is open between the two responsibilities: by age, and as the agenda of a joint meeting (R18).</summary>
internal static class HandoverPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/responsibility/handovers").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/agenda", AgendaAsync);
        pages.MapGet("/agenda/document", DocumentAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, Lists lists)
    {
        var ageing = new HandoverAgeing(dossiers, rules, time);
        var open = await ageing.OpenAsync(UnitOf(me, rules), me.Actor, me.Cancel);
        var band = int.TryParse(me.Asked("band"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : (int?)null;
        var page = await me.PageAsync();
        return Shown.As<HandoversPage>(page, new
        {
            All = open,
            Rows = (IReadOnlyList<AgedHandover>)[.. open.Where(o => (band is null || o.Band == band) && me.Asked("way") switch { "party" => o.Handover.FromDiscipline, "discipline" => !o.Handover.FromDiscipline, _ => true })],
            ageing.Bands,
            Filters = (IReadOnlyList<Filter>)
            [
                new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor)),
                new ChoiceFilter("way", new("方向", "Direction"), [new("party", new("纪检监察组→党组", "discipline side to party group")), new("discipline", new("党组→纪检监察组", "party group to discipline side"))]),
                new ChoiceFilter("band", new("账龄", "Age"), [.. ageing.Bands.Select((b, i) => new Option(i.ToString(CultureInfo.InvariantCulture), b.Words))]),
            ],
            Tools = (IReadOnlyList<Tool>)
            [
                .. lists.OpeningsFor(me.Actor, lists.Book["handover"]).Select((o, i) => new Tool(o.Text, "plus") { Href = o.Href, Primary = i == 0 }),
                new(new("联席会议议程", "Agenda of a joint meeting"), "list") { Href = $"/responsibility/handovers/agenda{(me.Asked("unit") is { Length: > 0 } unit ? $"?unit={Uri.EscapeDataString(unit)}" : "")}" },
                new(new("全部移交事项", "All handovers"), "list") { Href = "/lists/handover" },
                Tool.Export("/lists/handover/export"),
                Tool.Print,
            ],
        });
    }

    private static async Task<IResult> AgendaAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, Lists lists)
    {
        var unit = UnitOf(me, rules);
        var open = await new HandoverAgeing(dossiers, rules, time).OpenAsync(unit, me.Actor, me.Cancel);
        var page = await me.PageAsync();
        return Shown.As<HandoverAgendaPage>(page, new
        {
            Parts = HandoverAgeing.Agenda(open, me.Today),
            Filters = (IReadOnlyList<Filter>)[new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor)), new DayFilter("on", new("会议日期", "Date of the meeting")), new TextFilter("place", new("地点", "Place"))],
            Tools = (IReadOnlyList<Tool>)[new(new("导出公文", "As a document"), "download") { Href = $"/responsibility/handovers/agenda/document{page.Query}" }, Tool.Print],
            Head = HeadOf(unit, me, rules),
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
        });
    }

    private static async Task<IResult> DocumentAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, ILedgerBook ledger)
    {
        var unit = UnitOf(me, rules);
        var open = await new HandoverAgeing(dossiers, rules, time).OpenAsync(unit, me.Actor, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "handover", "Agenda", new { Unit = unit?.Value, Matters = open.Count }, me.Actor, me.Cancel);
        var p = await me.PageAsync();
        var document = Paper(HandoverAgeing.Agenda(open, me.Today), HeadOf(unit, me, rules), u => rules.Organisation.Find(u)?.ShortName ?? "", p);
        return Files.Docx(new("联席会议议程", "Agenda of the joint meeting"), me, stream => document.Write(stream, me.Language));
    }

    private static OfficialDocument Paper(IReadOnlyList<(Words Part, IReadOnlyList<AgedHandover> Matters)> parts, Words? head, Func<UnitId, string> unit, PageContext p)
    {
        var body = new List<Block>();
        if (head is not null) body.Add(new Paragraph(p[head]));
        if (parts.Count == 0) body.Add(new Paragraph(p["没有在办的贯通事项。", "No handover is open."]));
        var number = 0;
        foreach (var (part, matters) in parts)
        {
            body.Add(new Heading(1, p[part]));
            body.Add(new Table([p["序号", "No."], p["单位", "Unit"], p["事项", "Matter"], p["方向、状态", "Direction, state"], p["账龄", "Age"], p["最近情况", "Where it stands"]],
                [.. matters.Select(m => (IReadOnlyList<string>)[(++number).ToString(Cultures.English), unit(m.Handover.Unit), $"{m.Handover.Number} {m.Handover.Title}", $"{p[m.Handover.Direction]}\n{p[Words.Of(m.Handover.State)]}", p[$"{m.Days}天", $"{m.Days} d"], Latest(m.Handover, p)])],
                Widths: [1, 2, 4, 3, 1, 4]));
        }

        return new(p["全面从严治党主体责任与监督责任联席会议议程", "Joint meeting of principal and supervisory responsibility: agenda"], body) { Date = p.Today };
    }

    /// <summary>The last word on it: a dispute, what was done, what a joint meeting agreed, or the answer.</summary>
    internal static string Latest(Handover handover, PageContext p) =>
        handover.Disputed ? p["异议：", "Disputed: "] + handover.LastDispute
        : handover.Done.Count > 0 ? p["落实：", "Done: "] + handover.Done[^1].Text
        : handover.Joint.Count > 0 ? p["联席会议：", "Joint meeting: "] + handover.Joint[^1].Text
        : handover.LastAnswer is { } answer ? p["答复：", "Answer: "] + answer
        : p["尚未答复", "not answered yet"];

    private static Words? HeadOf(UnitId? unit, Visitor me, IRules rules)
    {
        var on = DateOnly.TryParseExact(me.Asked("on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var place = me.Asked("place")?.Trim() is { Length: > 0 and <= 100 } given ? given : null;
        List<Words> parts = [];
        if (on is { } date) parts.Add(new Words("时间：{0}", "Date: {0}").With(date.InWords));
        if (place is not null) parts.Add(new Words("地点：{0}", "Place: {0}").With(place));
        if (unit is { } u) parts.Add(new Words("范围：{0}", "Units: {0}").With(rules.Organisation[u].Name));
        return parts.Count == 0 ? null : new(string.Join('；', parts.Select(w => w.Zh)), string.Join("; ", parts.Select(w => w.En)));
    }

    private static UnitId? UnitOf(Visitor me, IRules rules) =>
        int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && rules.Organisation.Find(new(id)) is { } found && me.Actor.Scope.Contains(found.Id) ? found.Id : null;
}
