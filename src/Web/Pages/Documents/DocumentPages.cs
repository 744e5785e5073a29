using System.Globalization;
using System.Security.Cryptography;
using Qinglian.Documents;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Decomposition;
using Qinglian.Responsibilities.Documents;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Documents;

/// <summary>Bringing a speech in and working through its duties, text and list side by side.</summary>
internal static class DocumentPages
{
    private static readonly Procedure Procedure = new DocumentProcedure();

    public static bool MayImport(Actor actor) => Procedure.Openings.Any(o => Lists.MayOpen(o.By, actor));

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/documents").RequireAuthorization(Policies.Staff);
        pages.MapGet("/import", (Visitor me, DocumentImport import) => import.AskAsync(me, _ => null, [], null, StatusCodes.Status200OK));
        pages.MapPost("/import", (Visitor me, DocumentImport import, HttpRequest request) => import.ReadAsync(me, request));
        pages.MapPost("/{id:guid}/decide/{decision}", DecideAsync);
        pages.MapGet("/{id:guid}/edit/{number:int}", AskToEditAsync);
        pages.MapPost("/{id:guid}/edit/{number:int}", EditAsync);
        pages.MapGet("/{id:guid}/split/{number:int}", AskToSplitAsync);
        pages.MapPost("/{id:guid}/split/{number:int}", SplitAsync);
        pages.MapPost("/{id:guid}/missed", MissedAsync);
    }

    /// <summary>A decision on the ticked duties, or on one by its own button.</summary>
    private static async Task<IResult> DecideAsync(Guid id, string decision, Visitor me, Desk desk, IDossiers dossiers, DocumentView view, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        IReadOnlyList<int> duties = [.. form["row"].Select(r => int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0)];
        string? Typed(string name) => form[name].ToString() is { Length: > 0 } text ? text.Trim() : null;

        object? action = decision switch
        {
            "confirm" => new ConfirmDuties(duties),
            "merge" => new MergeDuties(duties),
            "again" => new DecideAgain(duties),
            "reject" => Enum.TryParse<RejectionReason>(Typed("reason"), out var reason) ? new RejectDuties(duties, reason, Typed("remark")) : null,
            "assign" => int.TryParse(Typed("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var unit)
                ? new AssignDuties(duties, new(unit), Guid.TryParse(Typed("owner"), out var owner) ? new PersonId(owner) : null, DateOnly.TryParseExact(Typed("due"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) ? due : null)
                : null,
            _ => throw new NotFoundException(),
        };

        var document = await FindAsync(id, me, dossiers);
        if (action is null) return await view.DrawAsync(document, me, new Unfit(decision == "reject" ? new("请选择不采纳的理由。", "Please choose why.") : new("请选择责任单位。", "Please choose the unit.")), duties);

        var seen = int.TryParse(Typed("seen"), out var revision) ? revision : document.Revision;
        if (await desk.ActAsync(id, action, me.Actor, seen, me.Cancel) is { } refusal) return await view.DrawAsync(await FindAsync(id, me, dossiers), me, refusal, duties);

        me.Tell(Tone.Good, new Words("{0}：{1} 条。", "{0}: {1}.").With(Words.Of(action.GetType()), duties.Count));
        var next = (await FindAsync(id, me, dossiers)).Proposals.Find(p => p.State is ProposalState.Open);
        return Results.LocalRedirect($"/dossiers/{id}{(next is null ? "" : $"#i-d{next.Number}")}");
    }

    private static async Task<IResult> AskToEditAsync(Guid id, int number, Visitor me, IDossiers dossiers, ActionForms forms, DocumentEdits edits)
    {
        var document = await FindAsync(id, me, dossiers);
        return await edits.AskAsync(document, number, me, null, [], null, forms);
    }

    private static async Task<IResult> EditAsync(Guid id, int number, Visitor me, Desk desk, IDossiers dossiers, ActionForms forms, DocumentEdits edits, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        string? Typed(string name) => form.TryGetValue(name, out var values) ? values.ToString() : null;
        var document = await FindAsync(id, me, dossiers);
        var (action, wrong) = edits.Read(document, number, Typed);
        if (action is null || wrong.Count > 0) return await edits.AskAsync(document, number, me, Typed, wrong, null, forms);
        if (await desk.ActAsync(id, action, me.Actor, int.TryParse(Typed("seen"), out var seen) ? seen : null, me.Cancel) is { } refusal)
        {
            return await edits.AskAsync(await FindAsync(id, me, dossiers), number, me, Typed, refusal.Field is { } field ? new() { [field] = refusal.Words } : [], refusal, forms);
        }

        me.Tell(Tone.Good, new Words("第 {0} 条已修改。", "No. {0} was changed.").With(number));
        return Results.LocalRedirect($"/dossiers/{id}#i-d{number}");
    }

    private static async Task<IResult> AskToSplitAsync(Guid id, int number, Visitor me, IDossiers dossiers) => await ShowSplitAsync(await FindAsync(id, me, dossiers), number, me, null);

    private static async Task<IResult> SplitAsync(Guid id, int number, Visitor me, Desk desk, IDossiers dossiers, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        var cuts = form["cut"].Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1).Where(c => c > 0).ToList();
        var seen = int.TryParse(form["seen"], out var revision) ? revision : (int?)null;
        if (await desk.ActAsync(id, new SplitDuty(number, cuts), me.Actor, seen, me.Cancel) is { } refusal) return await ShowSplitAsync(await FindAsync(id, me, dossiers), number, me, refusal);

        me.Tell(Tone.Good, new Words("第 {0} 条已拆分为 {1} 条。", "No. {0} was split into {1}.").With(number, cuts.Count + 1));
        return Results.LocalRedirect($"/dossiers/{id}#i-d{number}");
    }

    private static async Task<IResult> ShowSplitAsync(PolicyDocument document, int number, Visitor me, Refusal? refusal)
    {
        var duty = document.Find(number) ?? throw new NotFoundException();
        return Shown.As<SplitPage>(await me.PageAsync(), new { Document = document, Duty = duty, Clauses = Clauses(document.Text, duty.At), Refusal = refusal is null ? null : new RefusalView(refusal.Words) }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Turns a passage that was left out, or any words quoted from the text, into a proposal.</summary>
    private static async Task<IResult> MissedAsync(Guid id, Visitor me, Desk desk, IDossiers dossiers, DocumentView view, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        var document = await FindAsync(id, me, dossiers);
        var span = int.TryParse(form["start"], out var start) && int.TryParse(form["end"], out var end) ? new Span(start, end) : Quoted(document.Text, form["quote"].ToString());
        if (span is null) return await view.DrawAsync(document, me, new Unfit(new("正文中没有找到这段文字，或它出现不止一次。请原样粘贴更长的一段。", "These words are not in the text, or more than once. Paste a longer passage exactly as it stands.")), []);

        var seen = int.TryParse(form["seen"], out var revision) ? revision : (int?)null;
        if (await desk.ActAsync(id, new ProposeMissed(span.Value.Start, span.Value.End, null), me.Actor, seen, me.Cancel) is { } refusal) return await view.DrawAsync(await FindAsync(id, me, dossiers), me, refusal, []);

        me.Tell(Tone.Good, new("已补充为待确认事项。", "Added as a proposal."));
        return Results.LocalRedirect($"/dossiers/{id}#i-d{(await FindAsync(id, me, dossiers)).Proposals.Count}");
    }

    private static Span? Quoted(string text, string quote)
    {
        var wanted = quote.Trim();
        if (wanted.Length == 0) return null;
        var at = text.IndexOf(wanted, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(wanted, at + 1, StringComparison.Ordinal) < 0 ? new(at, at + wanted.Length) : null;
    }

    /// <summary>The stretches of a passage between its commas and stops: where it may be cut.</summary>
    private static IReadOnlyList<Span> Clauses(string text, Span passage)
    {
        var clauses = new List<Span>();
        var from = passage.Start;
        for (var i = passage.Start; i < passage.End - 1; i++)
        {
            if ("，。；：、！？,;".Contains(text[i], StringComparison.Ordinal) && i + 1 > from)
            {
                clauses.Add(new(from, i + 1));
                from = i + 1;
            }
        }

        if (from < passage.End) clauses.Add(new(from, passage.End));
        return clauses;
    }

    private static async Task<PolicyDocument> FindAsync(Guid id, Visitor me, IDossiers dossiers) =>
        await dossiers.FindAsync(id, me.Actor, me.Cancel) as PolicyDocument ?? throw new NotFoundException();
}

/// <summary>The form that brings a document in, and what is read from it.</summary>
public sealed class DocumentImport(Lists lists, Desk desk, IAttachments attachments, LocalTime time)
{
    private static readonly Words FileLabel = new("文件（.txt、.docx）", "File (.txt, .docx)");

    internal async Task<IResult> AskAsync(Visitor me, Func<string, string?> typed, Dictionary<string, Words> wrong, Words? problem, int status)
    {
        T With<T>(T field) where T : Field => field with { Value = typed(field.Name) ?? "", Error = wrong.GetValueOrDefault(field.Name) };
        var form = new FormView("/documents/import", new("导入并分解", "Import and decompose"),
        [
            With(new FileField("file", FileLabel) { Accept = ".txt,.docx", MaxBytes = attachments.MaxBytes, Hint = new("也可不选文件，直接在下面粘贴正文。支持 UTF-8 和 GB18030 编码。", "Or leave this empty and paste the text below. UTF-8 and GB18030 are understood.") }),
            With(new ProseField("text", new("正文", "Text")) { Lines = 10 }),
            With(new UnitField("unit", new("归口单位", "Unit"), lists.UnitOptions(me.Actor)) { Required = true }),
            With(new TextField("title", new("文件标题", "Title")) { Hint = new("不填则取正文第一行。", "Left empty, the first line of the text is taken.") }),
            With(new TextField("issuedBy", new("发文单位", "Issued by")) { Short = true }),
            With(new TextField("number", new("文号", "Document number")) { Short = true }),
            With(new DateField("issuedOn", new("发文日期", "Date"))),
        ])
        {
            Hidden = [new("id", typed("id") ?? Ids.New(time.Now).ToString())],
            Consequences =
            [
                new("系统逐句标出拟列职责，并说明未列入的理由；不会自动下达。", "Each sentence that reads like a duty is proposed, and for every other the reason is given. Nothing is issued by itself."),
                new("原文件加密保存。", "The file itself is kept encrypted."),
            ],
            Problems = problem is null ? [] : [problem],
            CancelHref = "/lists/policy-document",
        };
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = new Words("导入文件", "Import a document"),
            Lead = new Words("导入讲话、通知或要点，系统提出责任事项，由您逐条确认。", "Import a speech, notice or plan: duties are proposed and you decide on each."),
            Form = form,
            Crumbs = (IReadOnlyList<Crumb>)[new(new("工作台", "Workbench"), "/desk"), new(new("文件责任分解", "Decomposition"), "/lists/policy-document"), new(new("导入", "Import"))],
        }, status);
    }

    internal async Task<IResult> ReadAsync(Visitor me, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        string? Typed(string name) => form.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);

        var (text, source, problem) = form.Files.GetFile("file") is { Length: > 0 } file ? await ReadFileAsync(file, me) : (Typed("text"), default, null);
        if (problem is not null) wrong["file"] = problem;
        else if (string.IsNullOrWhiteSpace(text)) wrong["text"] = new("请选择文件或粘贴正文。", "Choose a file or paste the text.");
        if (!int.TryParse(Typed("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var unit)) wrong["unit"] = new MustBeFilledIn(new("归口单位", "Unit")).Words;
        DateOnly? on = null;
        if (Typed("issuedOn") is { } day)
        {
            if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)) on = parsed;
            else wrong["issuedOn"] = new("日期无法识别，请按“2026-01-31”填写。", "This is not a date; write it like 2026-01-31.");
        }

        if (wrong.Count > 0) return await AskAsync(me, Typed, wrong, null, StatusCodes.Status422UnprocessableEntity);

        var id = Guid.TryParse(Typed("id"), out var given) ? given : Ids.New(time.Now);
        if (await lists.Dossiers.FindAsync(id, me.Actor, me.Cancel) is not null) return Results.LocalRedirect($"/dossiers/{id}");
        var opening = new ImportDocument(new(unit), Typed("title")?.Trim() ?? FirstLine(text!), text!, Typed("issuedBy"), Typed("number"), on, source.Name, source.Encoding, source.Sha256, source.File);
        if (await desk.OpenAsync(id, opening, me.Actor, me.Cancel) is { } refusal)
        {
            return refusal.Field is { } field
                ? await AskAsync(me, Typed, new() { [field.ToLowerInvariant()] = refusal.Words }, null, StatusCodes.Status422UnprocessableEntity)
                : await AskAsync(me, Typed, [], refusal.Words, StatusCodes.Status422UnprocessableEntity);
        }

        return Results.LocalRedirect($"/dossiers/{id}");
    }

    private async Task<(string? Text, Source Source, Words? Problem)> ReadFileAsync(IFormFile file, Visitor me)
    {
        if (file.Length > attachments.MaxBytes) return (null, default, new Words("文件超过 {0} MB。", "The file is larger than {0} MB.").With(attachments.MaxBytes / 1024 / 1024));

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, me.Cancel);
        string text;
        TextEncoding? encoding = null;
        if (file.FileName.EndsWith(".docx", StringComparison.OrdinalIgnoreCase) || file.FileName.EndsWith(".doc", StringComparison.OrdinalIgnoreCase))
        {
            bytes.Position = 0;
            var read = DocumentText.Read(bytes, file.FileName);
            if (read.Text is null) return (null, default, read.Refusal ?? new("文件中没有文字。", "There is no text in the file."));
            text = read.Text;
        }
        else
        {
            switch (TextDecoding.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)))
            {
                case UnreadableText unreadable: return (null, default, unreadable.Why);
                case ReadableText readable: (text, encoding) = (readable.Text, readable.Encoding); break;
                default: throw new InvalidOperationException("Decoded neither way.");
            }
        }

        bytes.Position = 0;
        var (kept, refusal) = await attachments.KeepAsync(bytes, file.FileName, "application/octet-stream", me.Actor, me.Cancel);
        return refusal is null
            ? (text, new(file.FileName, encoding, Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))), kept), null)
            : (null, default, refusal.Words);
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().TrimStart();
        line = line[..(line.IndexOfAny('\r', '\n') is var end and >= 0 ? end : line.Length)].Trim();
        return line.Length > 80 ? line[..80].ToString() : line.ToString();
    }

    private readonly record struct Source(string? Name, TextEncoding? Encoding, string? Sha256, FileId? File);
}
