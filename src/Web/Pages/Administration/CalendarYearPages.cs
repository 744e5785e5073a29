using System.Text;
using Qinglian.Data.Jobs;
using Qinglian.Documents.Uploads;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>The published years the working calendar is made of, and how a newly published one comes in.</summary>
internal static class CalendarYearPages
{
    private const string FileField = "file", SourceField = "Source";
    private const int CountMost = 1_000_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/admin/calendar").RequireAuthorization(Policies.SystemAdministrator);
        pages.MapGet("", (Visitor me, IRules rules, IDossiers dossiers) => ShowAsync(me, rules, dossiers, null, "", [], null));
        pages.MapPost("", ImportAsync);
    }

    private static async Task<IResult> ImportAsync(Visitor me, IRules rules, IDossiers dossiers, ICalendars calendars, JobRunner jobs, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        var source = form[SourceField].ToString();
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(source)) wrong[SourceField] = new MustBeFilledIn(new("来源", "Source")).Words;
        if (form.Files.GetFile(FileField) is not { Length: > 0 } file) wrong[FileField] = new("请选择文件。", "Please choose a file.");
        else if (file.Length > 1024 * 1024) wrong[FileField] = new("文件超过 1 MB，不是节假日文件。", "The file is larger than 1 MB: it is not a file of holidays.");
        else if (wrong.Count == 0)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, me.Cancel);
            if (DecodedText.From(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) is not { } text) wrong[FileField] = new("无法识别文件的文字编码。", "The encoding of the file is not known.");
            else
            {
                var waiting = await ProvisionalAsync(dossiers, me);
                var result = await calendars.ImportAsync(text.Text, source, me.Actor, me.Cancel);
                if (result.Refusal is { } refusal) return await ShowAsync(me, rules, dossiers, null, source, [], refusal.Words);

                // The job does the same every hour; whoever has just imported a year need not wait for it.
                if (result.Kept.Count > 0) await jobs.RunAsync("recompute", me.Cancel);
                return await ShowAsync(me, rules, dossiers, new(result, waiting, await ProvisionalAsync(dossiers, me)), source, [], null);
            }
        }

        return await ShowAsync(me, rules, dossiers, null, source, wrong, null);
    }

    // The number alone, over all units: it says nothing about any dossier.
    private static Task<int> ProvisionalAsync(IDossiers dossiers, Visitor me) => dossiers.CountAsync(new() { Provisional = true, Open = true }, Actor.System, CountMost, me.Cancel);

    private static async Task<IResult> ShowAsync(Visitor me, IRules rules, IDossiers dossiers, YearsImported? done, string source, Dictionary<string, Words> wrong, Words? problem) =>
        Shown.As<CalendarYearsPage>(await me.PageAsync(), new
        {
            Years = (IReadOnlyList<CalendarYear>)[.. rules.Calendar.Years.OrderByDescending(y => y.Year)],
            Provisional = await ProvisionalAsync(dossiers, me),
            Done = done,
            Form = new FormView("/admin/calendar", new("导入", "Import"),
            [
                new FileField(FileField, new("节假日文件", "File of holidays")) { Required = true, Accept = ".json", MaxBytes = 1024 * 1024, Error = wrong.GetValueOrDefault(FileField), Hint = new("本系统格式，或 holiday-cn 格式的一年。", "Our own format, or one year in the format of holiday-cn.") },
                new TextField(SourceField, new("来源", "Source")) { Required = true, Value = source, Error = wrong.GetValueOrDefault(SourceField), Hint = new("如国办发明电〔2025〕7号。", "The number of the notice it was taken from.") },
            ])
            {
                Title = new("导入新公布的年份", "Import a published year"),
                Problems = problem is null ? [] : [problem],
                Consequences = [new("依据该年份的暂定期限立即重新计算。", "Provisional due dates that rest on it are worked out again at once.")],
            },
        }, wrong.Count > 0 || problem is not null || done is { Result.Errors.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}

/// <summary>What an imported file of years did.</summary>
/// <param name="Before">Due dates that were provisional before it, and after.</param>
public sealed record YearsImported(CalendarImport Result, int Before, int After);
