using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Web.Components;

namespace Qinglian.Web;

/// <summary>A page that is not made from a procedure or a register puts itself in the menu.</summary>
/// <param name="Group">The module it stands under; null: at the top level.</param>
public sealed record MenuEntry(Words Title, string Href, string Icon, string? Group, Func<Actor, bool> For)
{
    /// <summary>The procedure whose list this page leads on to, so that the menu names the two once.</summary>
    public string? Instead { get; init; }

    /// <summary>Whoever works here in any duty but an administrator's.</summary>
    public static bool ToWorkers(Actor actor) => actor.Grants.Any(g => !Duties.Administrators.Contains(g.Duty));

    /// <summary>Whoever leads a unit, keeps its office or supervises it.</summary>
    public static bool ToLeaders(Actor actor) => actor.Grants.Any(g => Leading.Contains(g.Duty));

    private static readonly IReadOnlyList<Duty> Leading = [Duties.Leader, Duties.Deputy, Duties.Office, Duties.Supervisor, Duties.SupervisionLeader];
}

/// <summary>A heading of the menu with what stands below it in this order: addresses of pages and codes of procedures.</summary>
internal sealed record MenuSection(Words Title, string Icon, params string[] Below);

/// <summary>The left menu: what this person can use here, and nothing else.</summary>
public sealed class Menu(ProcedureBook book, IEnumerable<MenuEntry> entries)
{
    private static readonly string[] First = ["/desk", "/calendar"];

    private static readonly IReadOnlyList<MenuSection> Sections =
    [
        new(new("清单和工单", "Lists and orders"), "list", "/lists", "policy-document", "issue", "task", "responsibility", "work-order"),
        new(new("主体责任", "Principal responsibility"), "flag", "/responsibility/four-way", "/responsibility/plans", "annual-plan", "half-year-meeting", "field-report", "/responsibility/party-life", "party-meeting"),
        new(new("履职和约谈", "Leaders’ duties"), "users", "/duty-log", "duty-entry", "/hearings", "duty-report", "/interviews", "interview", "annual-report", "/responsibility/review-form"),
        new(new("监督和问责", "Supervision"), "scale", "alert", "/responsibility/handovers", "handover", "decision", "/responsibility/checks", "field-check", "inquiry", "accountability", "/responsibility/accountability"),
        new(new("考评通报", "Returns and appraisal"), "chart", "/assessment/returns", "monthly-return", "/assessment/figures", "/assessment/appraisals", "appraisal", "/assessment/bulletins", "bulletin", "/assessment/burden"),
        new(new("请示报告", "Requests and reports"), "chat", "instruction", "matter", "carried-out"),
        new(new("统计和名册", "Figures and registers"), "book", "/statistics", "/organisation", "/registers", "/procedures", "/public"),
    ];

    private static readonly HashSet<string> Placed = [.. First, .. Sections.SelectMany(s => s.Below)];

    public IReadOnlyList<MenuItem> For(Actor actor)
    {
        var own = entries.Where(e => e.For(actor)).ToList();
        var pages = own.Where(e => !IsAdministration(e)).ToDictionary(e => e.Href);
        var instead = own.Select(e => e.Instead).OfType<string>().ToHashSet();
        var lists = MenuEntry.ToWorkers(actor) ? book.Current.Where(p => !instead.Contains(p.Code) && MayTakePart(p, actor)).ToDictionary(p => p.Code) : [];

        var items = First.Where(pages.ContainsKey).Select(href => Item(pages[href]) with { Icon = pages[href].Icon }).ToList();
        items.AddRange(pages.Values.Where(e => e.Group is null && !Placed.Contains(e.Href)).Select(e => Item(e) with { Icon = e.Icon }));
        foreach (var section in Sections) Add(items, section.Title, section.Icon, section.Below.Select(b => pages.TryGetValue(b, out var page) ? Item(page) : lists.TryGetValue(b, out var list) ? Item(list) : null));

        // A module that nobody gave a place to stands under its own name.
        foreach (var module in book.Modules)
        {
            Add(items, module.Name, "folder", [.. pages.Values.Where(e => e.Group == module.Code && !Placed.Contains(e.Href)).Select(Item), .. module.Procedures.Where(p => lists.GetValueOrDefault(p.Code) == p && !Placed.Contains(p.Code)).Select(Item)]);
        }

        Add(items, new("系统管理", "Administration"), "settings", own.Where(IsAdministration).OrderBy(e => e.Href != "/admin").Select(e => Item(e) with { Icon = e.Icon }));
        return items;
    }

    /// <summary>Whether the person could have a part in such a dossier: by a duty the procedure names, or because it could be given to them. Work is given to everybody, the rest to leaders.</summary>
    private static bool MayTakePart(Procedure procedure, Actor actor) =>
        procedure.Openings.Select(o => o.By).Concat(procedure.Stages.Values.SelectMany(s => s.Moves).Select(m => m.By)).Any(who => ReferenceEquals(who, Who.Anyone) || who.Parts.Any(p => p.Kind switch
        {
            PartKind.Assignee => procedure.DossierType.IsAssignableTo(typeof(Item)) || MenuEntry.ToLeaders(actor),
            PartKind.Opener or PartKind.Party => false,
            PartKind.AtUnit or PartKind.Above => actor.HoldsAnywhere(p.Duty!),
        }));

    private static bool IsAdministration(MenuEntry entry) => entry.Href.StartsWith("/admin", StringComparison.Ordinal);

    private static MenuItem Item(MenuEntry entry) => new(entry.Title, entry.Href) { Also = entry.Instead is { } code ? $"/lists/{code}" : null };

    private static MenuItem Item(Procedure procedure) => new(procedure.Name.Heading, $"/lists/{procedure.Code}");

    private static void Add(List<MenuItem> items, Words title, string icon, IEnumerable<MenuItem?> below)
    {
        if (below.OfType<MenuItem>().ToList() is { Count: > 0 } found) items.Add(new(title, Icon: icon) { Items = found });
    }
}
