using System.Globalization;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>
/// The way of a table into the system: handed in, looked at, confirmed, taken over; what was refused goes back with its reasons. Between the
/// steps the file lies encrypted with the other attachments, placed in no dossier, so that it is removed after a day.
/// </summary>
internal sealed class ImportFlow(IAttachments attachments, Runs runs, IRules rules, LocalTime time)
{
    /// <summary>So many changes stand on one page; more are accepted together.</summary>
    public const int MostShown = 300;

    private const string FileField = "file", FromField = "from", ReasonField = "reason";

    public async Task<IResult> AskAsync(IImporter importer, Visitor me, Words? fileProblem = null, Words? dayProblem = null, string? from = null)
    {
        var fields = new List<Field>
        {
            new FileField(FileField, new("表格文件", "Table"))
            {
                Required = true, Accept = ".xlsx,.xls,.csv,.txt", MaxBytes = Math.Min(attachments.MaxBytes, new SheetLimits().MostBytes), Error = fileProblem,
                Hint = importer.Hints.File,
            },
        };
        if (importer.AsksWhen) fields.Add(new DateField(FromField, new("变更自何日起算", "Changes count from")) { Required = true, Value = from ?? me.Today.Iso, Error = dayProblem });
        return Shown.As<ImportAskPage>(await me.PageAsync(), new
        {
            Title = Title(importer),
            Crumbs = Crumbs(importer),
            importer.Source,
            importer.Lead,
            importer.Others,
            Columns = importer.Template.Columns,
            ColumnsTitle = importer.Hints.Columns,
            Form = new FormView(importer.Base, new("上传并预览", "Upload and look"), fields)
            {
                CancelHref = importer.BackHref,
                Consequences = [new("先预览，确认前不改动任何数据。", "You see what would happen; nothing changes before you confirm.")],
            },
        }, fileProblem is null && dayProblem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IResult> UploadAsync(IImporter importer, Visitor me, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        var typed = form[FromField].ToString();
        if (importer.AsksWhen && !TryDay(typed, out _)) return await AskAsync(importer, me, dayProblem: new("请填写日期，如2026-01-31。", "Please give a day, such as 2026-01-31."), from: typed);
        if (form.Files.GetFile(FileField) is not { Length: > 0 } file) return await AskAsync(importer, me, new("请选择要上传的表格。", "Please choose a table."), from: typed);

        await using var content = file.OpenReadStream();
        var (kept, refusal) = await attachments.KeepAsync(content, file.FileName, file.ContentType, me.Actor, me.Cancel);
        return kept is { } id
            ? Results.LocalRedirect($"{importer.Base}/{id}" + (importer.AsksWhen ? $"?{FromField}={Uri.EscapeDataString(typed)}" : ""))
            : await AskAsync(importer, me, refusal!.Words, from: typed);
    }

    public async Task<IResult> LookAsync(IImporter importer, Guid file, Visitor me, HttpResponse response, IReadOnlySet<string>? ticked = null, string? reason = null, Words? reasonProblem = null)
    {
        var from = FromOf(me);
        var run = await LookRunAsync(importer, file, from, me);
        if (await run.ResultAsync<ImportLook>(me.Cancel) is not { } look) return await ProgressAsync(importer, run, new("正在核对表格", "Looking at the table"), me, response);

        if (look.Elsewhere is { } elsewhere) return Results.LocalRedirect($"{elsewhere}/{file}");

        var page = await me.PageAsync();
        if (look.Refusal is { } unreadable)
        {
            return Shown.As<ImportRefusedPage>(page, new { Title = Title(importer), Crumbs = Crumbs(importer), look.File, Reason = unreadable, AgainHref = importer.Base, importer.Source }, StatusCodes.Status422UnprocessableEntity);
        }

        var shown = look.Planned.Take(MostShown).ToList();
        var ask = importer.AsksWhy
            ? (IReadOnlyList<Field>)[new ProseField(ReasonField, new("变更理由", "Reason")) { Required = true, Lines = 2, MaxLength = 500, Value = reason ?? "", Error = reasonProblem, Hint = new("记入每一条变更。", "It is kept with every change.") }]
            : [];
        return Shown.As<ImportLookPage>(page, new
        {
            Title = Title(importer),
            Crumbs = Crumbs(importer),
            Look = look,
            Ask = ask,
            From = importer.AsksWhen ? from : (DateOnly?)null,
            FailureHref = look.Refused.Count > 0 ? Address(importer, file, "/failures", from) : null,
            AgainHref = importer.Base,
            Action = Address(importer, file, "", from),
            Shown = (IReadOnlyList<PlannedRow>)shown,
            Merge = look.Returned
                ? new MergeView(look.File, Address(importer, file, "", from), [.. shown.Select(r => new ChangedRow(r.Key, r.Name, r.Cells) { Conflict = r.Conflict, IsNew = r.New })])
                {
                    Unchanged = look.Unchanged,
                    CancelHref = importer.BackHref,
                    Hidden = [new("ticks", "yes")],
                }
                : null,
            Ticked = ticked,
        }, reasonProblem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IResult> ConfirmAsync(IImporter importer, Guid file, Visitor me, HttpRequest request)
    {
        var from = FromOf(me);
        var look = await (await LookRunAsync(importer, file, from, me)).Task.WaitAsync(me.Cancel) as ImportLook;
        if (look is null or { Refusal: not null } or { Elsewhere: not null }) return Results.LocalRedirect(Address(importer, file, "", from));

        var form = await request.ReadFormAsync(me.Cancel);
        var reason = form[ReasonField].ToString().Trim();
        var ticks = form["ticks"] == "yes" ? form["row"].OfType<string>().ToHashSet(StringComparer.Ordinal) : null;
        if (importer.AsksWhy && reason.Length == 0) return await LookAsync(importer, file, me, request.HttpContext.Response, ticks, "", new MustBeFilledIn(new("变更理由", "Reason")).Words);

        // Without ticks everything goes in except what a person must decide about.
        var chosen = look.Planned.Where(p => ticks is null ? p.Conflict is null : ticks.Contains(p.Key)).ToList();
        var name = KeepName(importer, file);
        if (runs.Find(name, me.Actor.Id) is { Over: true }) runs.Forget(name, me.Actor.Id);
        runs.Start(name, me.Actor.Id, (report, cancel) => importer.KeepAsync(look, chosen, from, reason, report, cancel));
        return Results.LocalRedirect(Address(importer, file, "/result", from));
    }

    public async Task<IResult> ResultAsync(IImporter importer, Guid file, Visitor me, HttpResponse response)
    {
        if (runs.Find(KeepName(importer, file), me.Actor.Id) is not { } run)
        {
            me.Tell(Tone.Warn, new("导入中断了。已导入的行不会重复导入，请核对后再次确认。", "The import was interrupted. What went in already does not go in twice: look again and confirm."));
            return Results.LocalRedirect(Address(importer, file, "", FromOf(me)));
        }

        if (await run.ResultAsync<ImportDone>(me.Cancel) is not { } done) return await ProgressAsync(importer, run, new("正在导入", "Taking the rows over"), me, response);

        return Shown.As<ImportDonePage>(await me.PageAsync(), new
        {
            Title = Title(importer),
            Crumbs = Crumbs(importer),
            Import = new ImportView(done.File, done.Added + done.Changed, [.. done.Refused.Take(MostShown).SelectMany(r => ImportRows.Of(r, me.Language))])
            {
                Unchanged = done.Unchanged,
                RefusedInAll = done.Refused.Count,
                FailureFileHref = done.Refused.Count > 0 ? Address(importer, file, "/failures", FromOf(me)) : null,
                AgainHref = importer.Base,
                Next = new(new("返回列表", "Back to the list"), importer.BackHref),
            },
        });
    }

    /// <summary>The refused rows with their reasons, to be mended and sent again.</summary>
    public async Task<IResult> FailuresAsync(IImporter importer, Guid file, Visitor me)
    {
        var done = runs.Find(KeepName(importer, file), me.Actor.Id) is { Over: true, Failed: false } kept ? await kept.Task as ImportDone : null;
        var look = done is null ? await (await LookRunAsync(importer, file, FromOf(me), me)).Task.WaitAsync(me.Cancel) as ImportLook : null;
        var (refused, origin) = done is not null ? (done.Refused, done.Origin) : (look!.Refused, look.Origin);
        if (refused.Count == 0) throw new NotFoundException();
        return Files.Xlsx(new Words("{0}（未通过的行）", "{0} (refused rows)").With(importer.Title), me, stream => FailureSheet.Write(stream, importer.Sheet, refused, Heading(me), origin));
    }

    public IResult Template(IImporter importer, Visitor me) =>
        Files.Xlsx(new Words("{0}（导入模板）", "{0} (template)").With(importer.Title), me, stream => importer.Template.Write(stream, [], Heading(me)));

    public SheetHeading Heading(Visitor me) => new(me.Language, me.Today, time.Now, rules.Organisation.Find(me.Actor.Unit) is { } unit ? Words.Same(unit.Name) : null);

    private async Task<Run> LookRunAsync(IImporter importer, Guid file, DateOnly from, Visitor me)
    {
        // Found only by whoever handed it in, as long as it is placed nowhere.
        var attachment = await attachments.FindAsync(new(file), me.Actor, me.Cancel) is { Dossier: null } found ? found : throw new NotFoundException();
        return runs.Start($"look {importer.Base} {file} {from.Iso} {me.Language}", me.Actor.Id, async (report, cancel) =>
        {
            using var content = new MemoryStream();
            await attachments.ReadAsync(attachment, content, cancel);
            content.Position = 0;
            var reading = SheetReader.Read(content, attachment.Name, importer.Sheet.Columns);
            if (reading.Origin is { } origin && importer.Elsewhere(origin) is { } elsewhere) return ImportLook.Belongs(attachment.Name, elsewhere);
            return reading.Refusal is { } refusal ? ImportLook.Unreadable(attachment.Name, refusal) : await importer.LookAsync(attachment.Name, reading, from, report, cancel);
        });
    }

    private static async Task<IResult> ProgressAsync(IImporter importer, Run run, Words what, Visitor me, HttpResponse response)
    {
        // Understood by every browser, with or without scripts.
        response.Headers["Refresh"] = "2";
        return Shown.As<ProgressPage>(await me.PageAsync(), new { Title = Title(importer), Crumbs = Crumbs(importer), What = what, run.Done, run.Total });
    }

    private static string KeepName(IImporter importer, Guid file) => $"keep {importer.Base} {file}";

    private static string Address(IImporter importer, Guid file, string step, DateOnly from) => $"{importer.Base}/{file}{step}" + (importer.AsksWhen ? $"?{FromField}={from.Iso}" : "");

    private static DateOnly FromOf(Visitor me) => TryDay(me.Asked(FromField), out var day) ? day : me.Today;

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static Words Title(IImporter importer) => new Words("导入：{0}", "Import: {0}").With(importer.Title);

    private static IReadOnlyList<Crumb> Crumbs(IImporter importer) => [.. importer.Crumbs, new(new("导入", "Import"))];
}
