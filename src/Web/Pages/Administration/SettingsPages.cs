using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>What administrators can do, and the settings with their versions. A change says why and is a new version.</summary>
internal static class SettingsPages
{
    private const string ValueField = nameof(SettingVersion.Value), ReasonField = nameof(SettingVersion.Reason), SeenField = "seen";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/admin", AdminAsync).RequireAuthorization(Policies.Administrator);
        var pages = app.MapGroup("/admin/settings").RequireAuthorization(Policies.Administrator);
        pages.MapGet("", ListAsync);
        pages.MapGet("/{code}", (string code, Visitor me, SettingsBook book, ISettings settings, IRules rules, IDirectory directory) => ShowAsync(code, me, book, settings, rules, directory, null, [], []));
        pages.MapPost("/{code}", ChangeAsync);
    }

    private static async Task<IResult> AdminAsync(Visitor me, IEnumerable<MenuEntry> entries)
    {
        var page = await me.PageAsync();
        return Components.Shown.As<AdminPage>(page, new
        {
            Entries = (IReadOnlyList<MenuEntry>)[.. entries.Where(e => e.For(me.Actor) && e.Href != "/admin" && (e.Href.StartsWith("/admin", StringComparison.Ordinal) || e.Href is "/registers" or "/organisation"))],
            Duties = (IReadOnlyList<Words>)[.. me.Actor.Grants.Select(g => g.Duty).Distinct().Select(d => d.Name)],
        });
    }

    private static async Task<IResult> ListAsync(Visitor me, SettingsBook book, IRules rules) => Components.Shown.As<SettingsPage>(await me.PageAsync(), new
    {
        Groups = (IReadOnlyList<(Words, IReadOnlyList<SettingLine>)>)[.. book.Groups.Select(g => (g.Group, (IReadOnlyList<SettingLine>)[.. g.Settings.Select(s => LineOf(s, rules.Settings, me))]))],
    });

    private static SettingLine LineOf(Setting setting, SettingValues values, Visitor me) => new(setting, Shown(setting, values[setting]).In(me.Language), values.Version(setting), MayChange(setting, me.Actor));

    private static bool MayChange(Setting setting, Actor actor) => actor.HoldsAnywhere(SettingReading.EditorOf(setting));

    internal static Words Shown(Setting setting, string value) => setting.Kind switch
    {
        SettingKind.Term when Term.TryParse(value, out var term) => term.Words,
        SettingKind.Switch => value == "true" ? new("是", "yes") : new("否", "no"),
        SettingKind.Choice => setting.Choices?.FirstOrDefault(c => c.Code == value).Name ?? Words.Same(value),
        _ when Coverage.Required.Values.Contains(setting) && RequiredSupervision.Parse(value) is { Count: > 0 } required => new(
            string.Join("、", required.Select(r => r.Words.Zh)), string.Join(", ", required.Select(r => r.Words.En))),
        _ => value.Length > 0 ? Words.Same(value) : new("（空）", "(empty)"),
    };

    private static async Task<IResult> ChangeAsync(string code, Visitor me, SettingsBook book, ISettings settings, IRules rules, IDirectory directory, HttpRequest request)
    {
        var setting = book.Find(code) ?? throw new NotFoundException();
        var form = await request.ReadFormAsync(me.Cancel);
        var seen = int.TryParse(form[SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : rules.Settings.Version(setting);
        if (await settings.ChangeAsync(setting, form[ValueField].ToString(), form[ReasonField].ToString(), seen, me.Actor, me.Cancel) is { } refusal)
        {
            var beside = refusal.Field is { } field ? new Dictionary<string, Words> { [field] = refusal.Words } : [];
            return await ShowAsync(code, me, book, settings, rules, directory, name => form[name].ToString(), beside, refusal.Field is null ? [refusal.Words] : []);
        }

        me.Tell(Tone.Good, new("已更改，立即生效；此前的版本可查。", "Changed; it counts at once and the versions before can be seen."));
        return Results.LocalRedirect($"/admin/settings/{code}");
    }

    private static async Task<IResult> ShowAsync(string code, Visitor me, SettingsBook book, ISettings settings, IRules rules, IDirectory directory, Func<string, string>? typed, Dictionary<string, Words> wrong, IReadOnlyList<Words> problems)
    {
        var setting = book.Find(code) ?? throw new NotFoundException();
        var history = await settings.HistoryAsync(setting, me.Cancel);
        var names = await directory.NamesAsync([.. history.Select(h => h.ChangedBy).Distinct()], me.Cancel);
        var write = new Writer(me.Language, rules, names);
        var value = typed?.Invoke(ValueField) ?? rules.Settings[setting];
        Field field = setting.Kind switch
        {
            SettingKind.Number => new NumberField(ValueField, new("新的值", "New value")),
            SettingKind.Switch => new ChoiceField(ValueField, new("新的值", "New value"), [new("true", new("是", "yes")), new("false", new("否", "no"))]),
            SettingKind.Choice => new ChoiceField(ValueField, new("新的值", "New value"), [.. (setting.Choices ?? []).Select(c => new Option(c.Code, c.Name))]),
            SettingKind.Term => new TextField(ValueField, new("新的值", "New value")) { Short = true, Hint = new("如15d（日）、5wd（工作日）、2m（月）、24h（小时）。", "Such as 15d (days), 5wd (working days), 2m (months), 24h (hours).") },
            SettingKind.Text => new ProseField(ValueField, new("新的值", "New value")) { Lines = 3 },
        };
        var editor = SettingReading.EditorOf(setting);
        return Components.Shown.As<SettingPage>(await me.PageAsync(), new
        {
            Setting = setting,
            Now = Shown(setting, rules.Settings[setting]),
            Version = rules.Settings.Version(setting),
            Usual = Shown(setting, setting.Default),
            Editor = editor.Name,
            Form = MayChange(setting, me.Actor)
                ? new FormView($"/admin/settings/{code}", new("更改设定", "Change the setting"),
                [
                    field with { Required = setting.Kind is not SettingKind.Text, Value = value, Error = wrong.GetValueOrDefault(ValueField) },
                    new ProseField(ReasonField, new("理由", "Reason")) { Required = true, Lines = 2, MaxLength = 500, Value = typed?.Invoke(ReasonField) ?? "", Error = wrong.GetValueOrDefault(ReasonField) },
                ])
                {
                    Hidden = [new(SeenField, rules.Settings.Version(setting).ToString(CultureInfo.InvariantCulture))],
                    CancelHref = "/admin/settings",
                    Problems = problems,
                    Consequences = [new("立即对全部新计算的期限和步骤生效，记入台账。", "It counts at once for everything worked out from now on; a line is written in the ledger.")],
                }
                : null,
            Versions = (IReadOnlyList<TimelineEntry>)[.. history.Select(h => new TimelineEntry(h.ChangedAt, new Words("第{0}版：{1}", "Version {0}: {1}").With(h.Version, Shown(setting, h.Value))) { Actor = write.Person(h.ChangedBy), Post = write.Post(h.ChangedBy), Text = h.Reason })],
        }, wrong.Count + problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>A setting as its list shows it.</summary>
public sealed record SettingLine(Setting Setting, string Value, int Version, bool MayChange);
