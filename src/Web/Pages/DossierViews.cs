using System.Collections;
using System.Reflection;
using System.Text.Json;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Fact = Qinglian.Web.Components.Fact;

namespace Qinglian.Web.Pages;

/// <summary>Draws any dossier for one reader: everything shown is read from the declarations, the ledger and the desk.</summary>
public sealed class DossierViews(ProcedureBook book, ActionNames names, IRules rules, IDirectory directory, ILedgerBook ledger, IDossiers dossiers, IAttachments attachments, Desk desk, IEnumerable<Forms.SpecialAction> specialActions)
{
    private const int TimelineLength = 200;
    private const int RelatedLength = 50;

    public async Task<DossierPage> DrawAsync(Dossier dossier, Visitor me, CancellationToken cancel)
    {
        var procedure = book.Of(dossier);
        var stage = procedure[dossier.StateName];
        var lines = await ledger.ListAsync(new() { Subject = dossier.Id, Take = TimelineLength }, me.Actor, cancel);
        var files = await attachments.OfAsync(dossier.Id, me.Actor, cancel);
        var related = await RelatedAsync(dossier, me.Actor, cancel);
        var facts = FactsOf(dossier);
        var persons = lines.Select(l => new PersonId(l.Line.Actor)).Concat(facts.SelectMany(f => PersonsIn(f.Value))).Concat(lines.SelectMany(l => PersonsIn(l, procedure))).Append(dossier.OpenedBy).Concat(files.Select(f => f.By));
        if (dossier.Assignee is { } assignee) persons = persons.Append(assignee);
        var named = await directory.NamesAsync([.. persons.Where(p => !p.IsNobody).Distinct()], cancel);
        var write = new Writer(me.Language, rules, named);

        return new(dossier.Number, dossier.Title, procedure.Name.Heading, StateWords(stage, dossier, me.Language))
        {
            Due = DueOf(dossier),
            DueBasis = dossier.DueOn is not null && stage.Limit is { } limit && limit.Unless?.Holds(dossier) is not true ? new(DueBasis(limit)) : dossier.DueOn is not null && stage.OwnDueBasis is { } basis ? new(basis.Words) : null,
            Marks = [.. Marks(dossier)],
            Basics = [.. Basics(dossier, facts, write)],
            Timeline = [.. lines.Where(l => l.Line.Kind is not LineKind.Read).Select(l => Entry(l, procedure, write))],
            Attachments = [.. files.Select(f => new AttachmentLine(f.Name, f.Size, f.Sha256.ToString(), $"/files/{f.Id}") { At = f.At, By = write.Person(f.By) })],
            Related = related,
            Actions = [.. Actions(dossier, procedure, me.Actor)],
            Waiting = Waiting(stage),
            Tools = [new(new("导出公文", "As a document"), "download") { Href = $"/dossiers/{dossier.Id}/document" }, Tool.Print],
            Procedure = new($"{procedure.Name.Zh}（{procedure.Version} 版）", $"{procedure.Name.Heading.En} (version {procedure.Version})"),
            ProcedureHref = $"/procedures/{procedure.Code}",
        };
    }

    public static Due DueOf(Dossier dossier) => new(dossier.DueOn)
    {
        Provisional = dossier.DueProvisional,
        StoppedWith = dossier.DaysLeft,
        FinishedOn = dossier.ClosedAt is { } closed ? DateOnly.FromDateTime(closed.DateTime) : null,
    };

    private Words DueBasis(Limit limit)
    {
        var term = limit.In(rules.Settings);
        var source = limit.Source(rules.Settings);
        return new($"{term.Words.Zh}：{source.Zh}", $"{term.Words.En}: {source.En}");
    }

    private static Words StateWords(Stage stage, Dossier dossier, Language language)
    {
        _ = language;
        return dossier.Step is { } step && stage.Steps.FirstOrDefault(s => s.En == step || s.Zh == step) is { } at ? new($"{stage.Name.Zh} · {at.Zh}", $"{stage.Name.En} · {at.En}") : stage.Name;
    }

    private static IEnumerable<Mark> Marks(Dossier dossier)
    {
        if (dossier.Compartment is { } compartment) yield return compartment == Actor.OfficeOf(dossier.Unit)
            ? new(new("限本单位办公室和当事人查阅", "for the office of the unit and those concerned"), Tone.Note)
            : new(new($"保密圈 {compartment}", $"compartment {compartment}"), Tone.Note);
        if (dossier.Sealed) yield return new(new("密封", "sealed"), Tone.Note);
        if (dossier.Recused.Count > 0) yield return new(new($"{dossier.Recused.Count} 人回避", $"{dossier.Recused.Count} recused"), Tone.Plain);
        if (dossier.Extended) yield return new(new("已延期", "extended"), Tone.Warn);
        if (dossier.TimeAsked is { } asked) yield return new(new($"申请延期至 {asked.Until:yyyy-MM-dd}", $"more time asked until {asked.Until:yyyy-MM-dd}"), Tone.Warn);
    }

    private IEnumerable<Fact> Basics(Dossier dossier, IReadOnlyList<(Words Label, object? Value, bool Long)> facts, Writer write)
    {
        yield return new(new("单位", "Unit"), write.Unit(dossier.Unit));
        if (dossier.Assignee is { } assignee) yield return new(new("承办人", "Assigned to"), write.Person(assignee));
        yield return new(new("登记", "Opened"), $"{write.Person(dossier.OpenedBy)} · {write.Moment(dossier.OpenedAt)}");
        foreach (var (label, value, isLong) in facts)
        {
            if (write.Value(value) is { Length: > 0 } text) yield return new(label, text) { Long = isLong || text.Length > 60 };
        }
    }

    private TimelineEntry Entry(LedgerEntry entry, Procedure procedure, Writer write)
    {
        var content = ContentOf(entry);
        var form = names.Find(procedure.Code, entry.Line.Action);
        return new(entry.Line.At, entry.Line.Kind == LineKind.Refusal
            ? new Words("被拒绝：{0}", "Refused: {0}").With(names.NameOf(procedure.Code, entry.Line.Action))
            : names.NameOf(procedure.Code, entry.Line.Action))
        {
            Actor = entry.Line.Actor == Guid.Empty ? write.System : write.Person(new(entry.Line.Actor)),
            Post = write.Post(new(entry.Line.Actor)),
            Text = entry.Line.Kind == LineKind.Refusal ? RefusalText(entry) : content is null ? null : Answers(form, content.Act, write),
            NewState = content?.To is { } to && procedure.Stages.TryGetValue(to, out var stage) ? stage.Name : null,
            Ledger = new(new($"台账第 {entry.Line.Id} 行", $"ledger line {entry.Line.Id}"), $"/ledger/{entry.Line.Id}/proof"),
            Tone = entry.Line.Kind == LineKind.Refusal ? Tone.Warn : Tone.Plain,
        };
    }

    private static string? RefusalText(LedgerEntry entry)
    {
        if (entry.Content is null) return null;
        using var json = JsonDocument.Parse(entry.Content.Content);
        return json.RootElement.TryGetProperty("words", out var words) ? words.GetString() : null;
    }

    private static string? Answers(Type? form, JsonElement act, Writer write)
    {
        if (form is null || act.ValueKind != JsonValueKind.Object) return null;
        var answers = Forms.RecordForm.Of(form).Questions
            .Where(q => q.Readable)
            .Select(q => (q.Label, Value: act.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(q.Name), out var value) ? write.Json(q.Plain, value) : null))
            .Where(a => !string.IsNullOrEmpty(a.Value))
            .ToList();
        return answers.Count switch
        {
            0 => null,
            _ => string.Join('\n', answers.Select(a => $"{a.Label.In(write.Language)}{write.Colon}{a.Value}")),
        };
    }

    private static LineContent? ContentOf(LedgerEntry entry) => entry.Content is { } kept && entry.Line.Kind is LineKind.Act or LineKind.Opened ? Parse(kept.Content) : null;

    /// <summary>Whom the answers of a form name.</summary>
    private IEnumerable<PersonId> PersonsIn(LedgerEntry entry, Procedure procedure) =>
        ContentOf(entry) is { Act.ValueKind: JsonValueKind.Object } content && names.Find(procedure.Code, entry.Line.Action) is { } form
            ? Forms.RecordForm.Of(form).Questions.Where(q => q.Readable)
                .SelectMany(q => content.Act.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(q.Name), out var value) ? PersonsIn(Writer.Read(q.Plain, value)) : [])
            : [];

    private static LineContent? Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize<LineContent>(content.Span, ContentJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<PossibleAction> Actions(Dossier dossier, Procedure procedure, Actor actor)
    {
        // More time is given where it is needed; it is never what the page leads to.
        var open = desk.OpenTo(dossier, actor).OrderBy(m => m.Action == typeof(ExtendTime)).ToList();
        var main = open.Find(m => m.Action != typeof(ExtendTime) && procedure[dossier.StateName].Find(m.Action) is not null);
        foreach (var move in open)
        {
            yield return new(move.Name, specialActions.FirstOrDefault(s => s.Action == move.Action)?.Href(dossier) ?? $"/dossiers/{dossier.Id}/do/{move.Action.Name}")
            {
                Primary = move == main,
                Then = move.To is { } to ? new Words("之后：{0}", "Then: {0}").With(procedure[to].Name) : null,
            };
        }

        foreach (var (move, why) in desk.ClosedTo(dossier, actor).Where(c => c.Why is NotYet or NeedsAnotherPerson or AlreadyApproved or AlreadyCast))
        {
            yield return new(move.Name, "") { NotYet = why.Words };
        }
    }

    private static Words? Waiting(Stage stage) => stage.Final
        ? new("此件已办结。", "This matter is finished.")
        : stage.Moves.Count == 0 ? null : new Words("现由{0}办理。", "Waiting for {0}.").With(stage.Moves[0].By.Phrase);

    private async Task<IReadOnlyList<RelatedLine>> RelatedAsync(Dossier dossier, Actor actor, CancellationToken cancel)
    {
        var up = await dossiers.FindAsync([.. new[] { dossier.Parent, dossier.Origin }.OfType<Guid>().Distinct()], actor, cancel);
        var parts = (await dossiers.ListAsync(new() { Parent = dossier.Id, Take = RelatedLength }, actor, cancel)).Dossiers;
        var caused = (await dossiers.ListAsync(new() { Origin = dossier.Id, Take = RelatedLength }, actor, cancel)).Dossiers.Where(d => d.Parent != dossier.Id);
        return
        [
            .. up.Select(d => Line(d.Id == dossier.Parent ? new("属于", "part of") : new("来源", "comes from"), d)),
            .. parts.Select(d => Line(new("下级事项", "part"), d)),
            .. caused.Select(d => Line(new("由此产生", "led to"), d)),
        ];
    }

    private RelatedLine Line(Words how, Dossier dossier) => new(how, $"{dossier.Number} {dossier.Title}", $"/dossiers/{dossier.Id}") { State = book.Of(dossier)[dossier.StateName].Name, Due = DueOf(dossier) };

    /// <summary>What the module declared as visible: its properties with words, in their order.</summary>
    private static IReadOnlyList<(Words Label, object? Value, bool Long)> FactsOf(Dossier dossier) =>
    [
        .. dossier.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.DeclaringType!.Assembly != typeof(Dossier).Assembly)
            .Select(p => (Words: Words.Find(p), Value: p.GetValue(dossier), Long: p.GetCustomAttribute<ProseAttribute>() is not null))
            .Where(p => p.Words is not null)
            .Select(p => (p.Words!, p.Value, p.Long)),
    ];

    private static IEnumerable<PersonId> PersonsIn(object? value) => value switch
    {
        PersonId one => [one],
        IEnumerable<PersonId> many => many,
        IEnumerable many and not string => many.Cast<object?>().SelectMany(PersonsIn),
        not null => Entries.Of(value.GetType()).SelectMany(e => PersonsIn(e.Property.GetValue(value))),
        _ => [],
    };
}

/// <summary>The properties of a record that people see: those declared with words. Found once a type.</summary>
internal static class Entries
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, IReadOnlyList<(Words Label, PropertyInfo Property)>> Known = [];

    public static IReadOnlyList<(Words Label, PropertyInfo Property)> Of(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) ? [] : Known.GetOrAdd(type, static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => (Words: Words.Find(p), p)).Where(p => p.Words is not null).Select(p => (p.Words!, p.p))]);
}

/// <summary>Writes values as people read them.</summary>
public sealed class Writer(Language language, IRules rules, IReadOnlyDictionary<PersonId, Listed> names)
{
    public Language Language => language;
    public string Colon => language == Language.Chinese ? "：" : ": ";
    public string System => language == Language.Chinese ? "系统" : "the system";

    public string Person(PersonId id) => id.IsNobody ? System : names.TryGetValue(id, out var name) ? name.Name : language == Language.Chinese ? "（不在您的查阅范围）" : "(not yours to see)";
    public string? Post(PersonId id) => names.TryGetValue(id, out var name) ? name.UnitName : null;
    public string Unit(UnitId id) => rules.Organisation.Find(id)?.Name ?? id.ToString();
    public string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, rules.Zone).ToString(language == Language.Chinese ? "yyyy-MM-dd HH:mm" : "d MMM yyyy, HH:mm", language.Culture());
    public string Date(DateOnly day) => day.ToString(language == Language.Chinese ? "yyyy-MM-dd" : "d MMM yyyy", language.Culture());

    public string? Value(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? (language == Language.Chinese ? "是" : "yes") : (language == Language.Chinese ? "否" : "no"),
        DateOnly day => Date(day),
        DateTimeOffset at => Moment(at),
        PersonId person => Person(person),
        UnitId unit => Unit(unit),
        FileId => null,
        Enum choice => Words.Of(choice).In(language),
        Words words => words.In(language),
        Period period => period.Words.In(language),
        IEnumerable many when many.Cast<object?>().FirstOrDefault() is { } first && Entries.Of(first.GetType()).Count > 0 => string.Join('\n', many.Cast<object?>().Select(Value)),
        IEnumerable many => string.Join(language == Language.Chinese ? "、" : ", ", many.Cast<object?>().Select(Value).Where(v => !string.IsNullOrEmpty(v))),
        IFormattable number => number.ToString(null, language.Culture()),
        _ when Entries.Of(value.GetType()) is { Count: > 0 } entries => Together([.. entries
            .Select(e => (e.Label, Text: Value(e.Property.GetValue(value)))).Where(e => !string.IsNullOrEmpty(e.Text)).Select(e => $"{e.Label.In(language)}{Colon}{e.Text}")]),
        _ => value.ToString(),
    };

    // Short entries stand in a row, sentences below each other.
    private string Together(IReadOnlyList<string> entries) => string.Join(entries.Any(e => e.EndsWith('。')) ? "\n" : language == Language.Chinese ? "；" : "; ", entries);

    /// <summary>A value of a form, from the line of the ledger that keeps it.</summary>
    public string? Json(Type type, JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || type == typeof(FileId) ? null : Read(type, value) is { } read ? Value(read) : value.ToString();

    /// <summary>The value of a form as its type; null where an older form meant something else by it.</summary>
    public static object? Read(Type type, JsonElement value)
    {
        try
        {
            return value.Deserialize(type, ContentJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
