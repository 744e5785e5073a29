using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Pages;
using Fact = Qinglian.Web.Components.Fact;

namespace Qinglian.Web.Forms;

/// <summary>Asks for an action and carries it out. What was typed is shown again whatever happens.</summary>
public sealed class ActionForms(ProcedureBook book, ActionNames names, Desk desk, IRules rules, IDirectory directory, IAttachments attachments, IDossiers dossiers, IEnumerable<IValuePicker> valuePickers, IEnumerable<IFormPrefill> prefills, IEnumerable<SpecialAction> specialActions, Effort effort, LocalTime time)
{
    private const int MostPeople = 1000;
    private const string SeenField = "seen";
    private const string IdField = "id";

    public async Task<IResult> AskAsync(Dossier dossier, string action, Visitor me)
    {
        var type = names.Find(dossier.Procedure, action) ?? throw new NotFoundException();
        if (desk.OpenTo(dossier, me.Actor).All(m => m.Action != type)) return await RefusedAsync(dossier, type, me);
        if (specialActions.FirstOrDefault(s => s.Action == type) is { } special) return Results.LocalRedirect(special.Href(dossier));
        return await ShowAsync(dossier, type, me, await PrefilledAsync(type, dossier, me), [], null, dossier.Revision, StatusCodes.Status200OK);
    }

    public async Task<IResult> ActAsync(Dossier dossier, string action, Visitor me, HttpRequest request)
    {
        var type = names.Find(dossier.Procedure, action) ?? throw new NotFoundException();
        if (specialActions.Any(s => s.Action == type)) throw new NotFoundException();
        var posted = await PostedAsync(type, request, me);
        var (record, wrong) = RecordForm.Of(type).Read(posted.Typed, Pickers.None with { Values = await ValuesAsync(RecordForm.Of(type), me, dossier) });
        foreach (var (name, words) in posted.Wrong) wrong[name] = words;
        var seen = int.TryParse(posted.Typed(SeenField), out var revision) ? revision : dossier.Revision;
        if (record is null || wrong.Count > 0) return await ShowAsync(dossier, type, me, posted.Typed, wrong, null, seen, StatusCodes.Status422UnprocessableEntity);

        if (await desk.ActAsync(dossier.Id, record, me.Actor, seen, me.Cancel) is { } refusal)
        {
            // The person sees the file as it is now, with their own words kept, and may send them again.
            var now = await dossiers.FindAsync(dossier.Id, me.Actor, me.Cancel) ?? throw new NotFoundException();
            return await ShowAsync(now, type, me, posted.Typed, FieldOf(refusal), refusal, now.Revision, StatusCodes.Status422UnprocessableEntity);
        }

        await effort.NoteAsync(FormName(dossier.Procedure, type), posted.Typed, me.Cancel);
        me.Tell(Tone.Good, new Words("已办理：{0}。", "Done: {0}.").With(Words.Of(type)));
        var still = await dossiers.FindAsync(dossier.Id, me.Actor, me.Cancel);
        return Results.LocalRedirect(still is null ? "/desk" : $"/dossiers/{dossier.Id}");
    }

    public async Task<IResult> AskToOpenAsync(string procedure, string form, Visitor me)
    {
        var type = OpeningOf(procedure, form);
        return await ShowOpeningAsync(book[procedure], type, me, await PrefilledAsync(type, null, me), [], null, Ids.New(time.Now), StatusCodes.Status200OK);
    }

    public async Task<IResult> OpenAsync(string procedure, string form, Visitor me, HttpRequest request)
    {
        var type = OpeningOf(procedure, form);
        var posted = await PostedAsync(type, request, me);
        var (record, wrong) = RecordForm.Of(type).Read(posted.Typed, Pickers.None with { Values = await ValuesAsync(RecordForm.Of(type), me) });
        foreach (var (name, words) in posted.Wrong) wrong[name] = words;
        var id = Guid.TryParse(posted.Typed(IdField), out var given) ? given : Ids.New(time.Now);
        if (record is null || wrong.Count > 0) return await ShowOpeningAsync(book[procedure], type, me, posted.Typed, wrong, null, id, StatusCodes.Status422UnprocessableEntity);

        // The same form sent twice opens one dossier.
        if (await dossiers.FindAsync(id, me.Actor, me.Cancel) is not null) return Results.LocalRedirect($"/dossiers/{id}");
        if (await desk.OpenAsync(id, record, me.Actor, me.Cancel) is { } refusal)
        {
            return await ShowOpeningAsync(book[procedure], type, me, posted.Typed, FieldOf(refusal), refusal, id, StatusCodes.Status422UnprocessableEntity);
        }

        await effort.NoteAsync(FormName(procedure, type), posted.Typed, me.Cancel);
        me.Tell(Tone.Good, new Words("已登记：{0}。", "Opened: {0}.").With(book[procedure].Name));
        return Results.LocalRedirect($"/dossiers/{id}");
    }

    /// <summary>What the form begins with: what the address says, and else what the records know already.</summary>
    private async Task<Func<string, string?>> PrefilledAsync(Type type, Dossier? dossier, Visitor me)
    {
        var known = prefills.FirstOrDefault(p => p.Fits(type)) is { } prefill ? await prefill.ValuesAsync(dossier, me) : new Dictionary<string, string>();
        return name => me.Asked(name) is { Length: > 0 } asked ? asked : known.GetValueOrDefault(name);
    }

    /// <summary>What the pickers of a form offer: the units the person may see, and the people in them.</summary>
    internal async Task<Pickers> PickersAsync(RecordForm form, Visitor me, Dossier? dossier = null)
    {
        var units = me.Actor.Scope.IsEmpty ? [] : rules.Organisation.All.Where(u => me.Actor.Scope.Contains(u.Id)).ToList();
        var depth = units.Count == 0 ? 0 : units.Min(u => u.Path.Value.Count(c => c == '.'));
        var found = form.AsksForPeople ? await directory.SearchAsync("", null, me.Actor, MostPeople, me.Cancel) : [];
        return new(
            [.. units.Select(u => new Option(u.Id.ToString(), Words.Same(u.Name), u.Path.Value.Count(c => c == '.') - depth))],
            [.. found.Select(p => new Option(p.Id.ToString(), Words.Same(p.Name)) { Group = Words.Same(p.UnitName) })],
            attachments.MaxBytes)
        {
            Values = await ValuesAsync(form, me, dossier),
        };
    }

    private async Task<IReadOnlyDictionary<Type, IReadOnlyList<(Option Option, object Value)>>> ValuesAsync(RecordForm form, Visitor me, Dossier? dossier = null)
    {
        var values = new Dictionary<Type, IReadOnlyList<(Option Option, object Value)>>();
        foreach (var picker in valuePickers.Where(p => form.Questions.Any(q => q.Plain == p.Type))) values[picker.Type] = await picker.OfferAsync(me, dossier);
        return values;
    }

    private async Task<IResult> ShowAsync(Dossier dossier, Type type, Visitor me, Func<string, string?> typed, Dictionary<string, Words> wrong, Refusal? refusal, int seen, int status)
    {
        var form = RecordForm.Of(type);
        var procedure = book.Of(dossier);
        var move = procedure[dossier.StateName].Find(type);
        var view = new FormView($"/dossiers/{dossier.Id}/do/{type.Name}", Words.Of(type), InOwnWords(dossier, type, form.Fields(await PickersAsync(form, me, dossier), typed, wrong)))
        {
            Hidden = [new(SeenField, seen.ToString(System.Globalization.CultureInfo.InvariantCulture)), Begin(form, typed), .. KeptFiles(form, typed)],
            CancelHref = $"/dossiers/{dossier.Id}",
            Consequences = [.. Consequences(procedure, move)],
            Basis = move?.Basis is { } basis ? new(basis.Words) : null,
            Problems = refusal is { Field: null } ? [refusal.Words] : [],
        };
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = Words.Of(type),
            Form = view,
            Crumbs = (IReadOnlyList<Crumb>)[.. DossierPages.Crumbs(procedure, dossier).SkipLast(1), new(Words.Same(dossier.Number), $"/dossiers/{dossier.Id}"), new(Words.Of(type))],
            Refusal = refusal is { Field: null, Basis: { } rule } ? new RefusalView(refusal.Words) { Basis = new(rule.Words) } : null,
            Facts = (IReadOnlyList<Fact>)
            [
                new(new("编号", "Number"), dossier.Number), new(new("标题", "Title"), dossier.Title) { Long = true },
                new(new("单位", "Unit"), rules.Organisation.Find(dossier.Unit)?.Name), new(new("当前状态", "State"), procedure[dossier.StateName].Name.In(me.Language)),
            ],
        }, status);
    }

    private static IReadOnlyList<Field> InOwnWords(Dossier dossier, Type action, IReadOnlyList<Field> fields) => dossier is not IWordsItsForms own ? fields :
    [
        .. from field in fields
           let asked = own.Ask(action, field.Name)
           where !ReferenceEquals(asked, OwnField.None)
           select asked is null ? field : (asked.Choices is { } choices ? new ChoiceField(field.Name, field.Label, [.. choices.Select(c => new Option(c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), c.Text))]) { Hint = field.Hint, Value = field.Value, Error = field.Error, Required = field.Required } : field) with
           {
               Label = asked.Label ?? field.Label, Required = field.Required || asked.Required,
           },
    ];

    private async Task<IResult> ShowOpeningAsync(Procedure procedure, Type type, Visitor me, Func<string, string?> typed, Dictionary<string, Words> wrong, Refusal? refusal, Guid id, int status)
    {
        var form = RecordForm.Of(type);
        var view = new FormView($"/open/{procedure.Code}/{type.Name}", Words.Of(type), form.Fields(await PickersAsync(form, me), typed, wrong))
        {
            Hidden = [new(IdField, id.ToString()), Begin(form, typed), .. KeptFiles(form, typed)],
            CancelHref = $"/lists/{procedure.Code}",
            Problems = refusal is { Field: null } ? [refusal.Words] : [],
        };
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = Words.Of(type),
            Form = view,
            Crumbs = (IReadOnlyList<Crumb>)[.. DossierPages.Crumbs(procedure, null), new(Words.Of(type))],
            Refusal = refusal is { Field: null, Basis: { } rule } ? new RefusalView(refusal.Words) { Basis = new(rule.Words) } : null,
        }, status);
    }

    private async Task<IResult> RefusedAsync(Dossier dossier, Type type, Visitor me)
    {
        var procedure = book.Of(dossier);
        var why = desk.ClosedTo(dossier, me.Actor).FirstOrDefault(c => c.Move.Action == type).Why ?? new NotFromHere(procedure[dossier.StateName].Name, Words.Of(type));
        return Shown.As<RefusedPage>(await me.PageAsync(), new { Refusal = new RefusalView(why.Words) { Basis = why.Basis is { } basis ? new(basis.Words) : null, Next = new(Words.Same(dossier.Number), $"/dossiers/{dossier.Id}") } }, StatusCodes.Status403Forbidden);
    }

    private HiddenValue Begin(RecordForm form, Func<string, string?> typed) => effort.Begin(typed, form.Questions.Count, form.Questions.Count(q => !string.IsNullOrEmpty(typed(q.Name))));

    /// <summary>The name a form has in the account of what forms cost.</summary>
    internal static string FormName(string procedure, Type form) => $"{procedure}/{form.Name}";

    private static IEnumerable<Words> Consequences(Procedure procedure, Move? move)
    {
        if (move is null) yield break;
        if (move.Waived is not null && move.Approvals > 1) yield return new($"须 {move.Approvals} 名不同的审批人审批。", $"{move.Approvals} different people must approve.");
        if (move.To is { } to) yield return new Words("状态变为“{0}”。", "The state becomes “{0}”.").With(procedure[to].Name);
        yield return new("记入台账，不可删改。", "A line is written in the ledger and cannot be changed.");
    }

    // A file that arrived with a form that was otherwise wrong is not asked for again.
    private static IEnumerable<HiddenValue> KeptFiles(RecordForm form, Func<string, string?> typed) =>
        form.Questions.Where(q => q.Plain == typeof(FileId)).Select(q => (q.Name, Value: typed(q.Name))).Where(f => Guid.TryParse(f.Value, out _)).Select(f => new HiddenValue(f.Name, f.Value!));

    private static Dictionary<string, Words> FieldOf(Refusal refusal) => refusal.Field is { } field ? new() { [field] = refusal.Words } : [];

    private Type OpeningOf(string procedure, string form) =>
        book.Find(procedure) is { } found && found.Openings.FirstOrDefault(o => o.Form.Name == form).Form is { } type ? type : throw new NotFoundException();

    /// <summary>What was posted. Files are stored first, so that a mistake elsewhere in the form does not cost a second upload.</summary>
    private async Task<Posted> PostedAsync(Type type, HttpRequest request, Visitor me)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        foreach (var question in RecordForm.Of(type).Questions.Where(q => q.Plain == typeof(FileId)))
        {
            if (form.Files.GetFile(question.Name) is not { Length: > 0 } file) continue;
            await using var content = file.OpenReadStream();
            var (id, refusal) = await attachments.KeepAsync(content, file.FileName, file.ContentType, me.Actor, me.Cancel);
            if (id is { } stored) kept[question.Name] = stored.ToString();
            else wrong[question.Name] = refusal!.Words;
        }

        return new(name => kept.GetValueOrDefault(name) ?? (form.TryGetValue(name, out var values) ? values.ToString() : null), wrong);
    }

    private sealed record Posted(Func<string, string?> Typed, Dictionary<string, Words> Wrong);
}
