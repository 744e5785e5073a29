using System.Globalization;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>One line of the trail, in words.</summary>
public sealed record AuditRow(LedgerEntry Entry, string By, Words Procedure, Words Action);

/// <summary>The trail for the audit administrator: who did what and when, without what a matter says. Whoever reads it leaves a line too.</summary>
internal static class AuditPages
{
    private const string Trail = "audit-trail";
    private const int MostExported = 100_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/admin/audit").RequireAuthorization(Policies.AuditAdministrator);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/export", ExportAsync);
    }

    private static async Task<IResult> ShowAsync(Visitor me, AuditTrail trail, ILedgerBook ledger)
    {
        var (query, refusal) = await trail.ReadAsync(me);
        var rows = refusal is null ? await trail.RowsAsync(query with { Take = query.Take + 1 }, me) : [];
        await ledger.RecordAsync(LineKind.Read, query.Subject ?? Guid.Empty, Trail, "List", AuditTrail.Asked(query), me.Actor, me.Cancel);
        var context = await me.PageAsync();
        var shown = rows.Take(query.Take).ToList();
        return Shown.As<AuditPage>(context, new
        {
            Rows = (IReadOnlyList<AuditRow>)shown,
            Filters = AuditTrail.Filters,
            Tools = (IReadOnlyList<Tool>)[Tool.Export("/admin/audit/export" + context.Query), Tool.Print],
            Refusal = refusal is null ? null : new RefusalView(refusal),
            Paging = new Paging
            {
                Size = query.Take,
                Shown = shown.Count,
                FirstHref = query.Before is null ? null : context.With(("after", null)),
                NextHref = rows.Count > query.Take ? context.With(("after", shown[^1].Entry.Line.Id.ToString(CultureInfo.InvariantCulture))) : null,
            },
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, AuditTrail trail, ILedgerBook ledger, LocalTime time)
    {
        var (query, refusal) = await trail.ReadAsync(me);
        if (refusal is not null) return Shown.As<RefusedPage>(await me.PageAsync(), new { Refusal = new RefusalView(refusal), BackHref = "/admin/audit" }, StatusCodes.Status422UnprocessableEntity);

        await ledger.RecordAsync(LineKind.Export, query.Subject ?? Guid.Empty, Trail, "Export", AuditTrail.Asked(query), me.Actor, me.Cancel);
        var rows = new List<LedgerRow>();
        for (var page = query with { Before = null, Take = 1000 }; rows.Count < MostExported;)
        {
            var next = await trail.RowsAsync(page, me);
            rows.AddRange(next.Select(r => AuditTrail.Cells(r, me.Language, time.Zone)));
            if (next.Count < page.Take) break;
            page = page with { Before = next[^1].Entry.Line.Id };
        }

        // The workbook is written without a pause; the browser's network may be slow.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        AuditTrail.Sheet.Write(file, rows, new(me.Language, time.Today, time.Now));
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{AuditTrail.Sheet.Title.In(me.Language)} {time.Today:yyyy-MM-dd}.xlsx");
    }
}

/// <summary>Reads the trail as the page and the export ask for it.</summary>
public sealed class AuditTrail(ILedgerBook ledger, ProcedureBook book, Kernel.Registers.RegisterBook registers, ActionNames actions, IDirectory directory, LocalTime time)
{
    private const int MostNamed = 50;

    internal static IReadOnlyList<Filter> Filters { get; } =
    [
        new TextFilter("who", new("人员", "Person"), new("姓名或编号", "name or staff number")),
        new ChoiceFilter("kind", new("种类", "Kind"), [.. Enum.GetValues<LineKind>().Select(k => new Option(k.ToString(), Words.Of(k)))]),
        new DatesFilter("at", new("日期", "Dates")),
        new TextFilter("subject", new("对象标识", "Subject id")) { Rare = true },
    ];

    internal static LedgerSheet Sheet { get; } = new("audit-trail", 1, new("审计日志", "Audit trail"),
    [
        new("id", new("编号", "Number"), ColumnKind.Integer), new("at", new("时间", "Time")), new("by", new("人员", "Person")), new("kind", new("种类", "Kind")),
        new("procedure", new("流程或名册", "Procedure or register")), new("action", new("操作", "Action")), new("subject", new("对象标识", "Subject id")), new("revision", new("版次", "Revision"), ColumnKind.Integer),
    ]);

    /// <summary>What the address asks for, and what could not be understood of it.</summary>
    internal async Task<(LedgerQuery Query, Words? Refusal)> ReadAsync(Visitor me)
    {
        Words? refusal = null;
        var query = new LedgerQuery
        {
            Kind = Enum.TryParse<LineKind>(me.Asked("kind"), out var kind) && Enum.IsDefined(kind) ? kind : null,
            From = Day(me.Asked("at-from"), ref refusal) is { } from ? time.StartOf(from) : null,
            Until = Day(me.Asked("at-to"), ref refusal) is { } until ? time.EndOf(until) : null,
            Before = long.TryParse(me.Asked("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
            Take = int.TryParse(me.Asked("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && Paging.Sizes.Contains(size) ? size : 50,
        };
        if (me.Asked("subject")?.Trim() is { Length: > 0 } subject)
        {
            if (Guid.TryParse(subject, out var id)) query = query with { Subject = id };
            else refusal = new("对象标识不正确：应为列表中显示的一长串字符。", "This is no subject id: it is the long code shown in the list.");
        }

        if (me.Asked("actor") is { } actor && Guid.TryParse(actor, out var person)) query = query with { Actor = person };
        else if (me.Asked("who")?.Trim() is { Length: > 0 } who)
        {
            // The trail names everybody, whatever registers its reader may see.
            var found = await directory.SearchAsync(who, null, Kernel.Access.Actor.System, MostNamed, me.Cancel);
            var exact = found.Where(p => p.Number == who || p.Name == who).ToList();
            if (exact is [var one] || (exact.Count == 0 && found is [_] && (one = found[0]) is not null)) query = query with { Actor = one.Id.Value };
            else refusal = found.Count == 0
                ? new($"没有找到“{who}”。", $"Nobody called “{who}” was found.")
                : new($"“{who}”对应多人，请改填人员编号：{string.Join("、", found.Take(10).Select(p => $"{p.Name} {p.Number}"))}", $"“{who}” is more than one person; give the staff number: {string.Join(", ", found.Take(10).Select(p => $"{p.Name} {p.Number}"))}");
        }

        return (query, refusal);
    }

    internal async Task<IReadOnlyList<AuditRow>> RowsAsync(LedgerQuery query, Visitor me)
    {
        var entries = await ledger.ListAsync(query, me.Actor, me.Cancel);
        var names = await directory.NamesAsync([.. entries.Select(e => new PersonId(e.Line.Actor)).Where(p => !p.IsNobody).Distinct()], me.Cancel);
        return [.. entries.Select(e => new AuditRow(e, By(e.Line, names, me.Language), ProcedureOf(e.Line.Procedure), ActionOf(e.Line)))];
    }

    /// <summary>What the trail says about its own reading.</summary>
    internal static object Asked(LedgerQuery query) => new { query.Subject, query.Actor, Kind = query.Kind?.ToString(), query.From, query.Until, query.Before };

    internal static LedgerRow Cells(AuditRow row, Language language, TimeZoneInfo zone) => new("", "",
    [
        row.Entry.Line.Id, TimeZoneInfo.ConvertTime(row.Entry.Line.At, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), row.By, Words.Of(row.Entry.Line.Kind).In(language),
        row.Procedure.In(language), row.Action.In(language), row.Entry.Line.Subject == Guid.Empty ? "" : row.Entry.Line.Subject.ToString(), (long)row.Entry.Line.Revision,
    ]);

    private static string By(LedgerLine line, IReadOnlyDictionary<PersonId, Listed> names, Language language) =>
        line.Actor == Guid.Empty ? new Words("系统或公众", "system or public").In(language)
        : names.TryGetValue(new(line.Actor), out var person) ? $"{person.Name} {person.Number}"
        : line.Actor.ToString();

    private Words ProcedureOf(string code) =>
        code.Length == 0 ? Words.Same("") : code == "audit-trail" ? Sheet.Title : book.Find(code)?.Name ?? registers.Find(code)?.Name ?? Words.Same(code);

    private Words ActionOf(LedgerLine line) => line.Action switch
    {
        "List" => new("浏览", "Listed"),
        "Read" => new("查阅", "Read"),
        "Export" => new("导出", "Exported"),
        "Download" => new("下载附件", "Downloaded a file"),
        "Proof" => new("下载证明", "Downloaded a proof"),
        "Add" => new("新增", "Added"),
        "Change" => new("变更", "Changed"),
        "End" => new("终止", "Ended"),
        "Publish" => new("发布", "Published"),
        "SignIn" => new("登录", "Signed in"),
        "SignOut" => new("退出", "Signed out"),
        _ => actions.NameOf(line.Procedure, line.Action),
    };

    private static DateOnly? Day(string? text, ref Words? refusal)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        refusal = new($"“{text}”不是日期。", $"“{text}” is not a date.");
        return null;
    }
}
