using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web;

/// <summary>A page that is not made from a procedure or a register puts itself in the menu.</summary>
/// <param name="Group">The module it stands under; null: at the top level.</param>
public sealed record MenuEntry(Words Title, string Href, string Icon, string? Group, Func<Actor, bool> For);

/// <summary>The left menu: what this person can use here, and nothing else.</summary>
public sealed class Menu(ProcedureBook book, IEnumerable<MenuEntry> entries)
{
    private static readonly Dictionary<string, string> Icons = new() { ["responsibilities"] = "list", ["warnings"] = "warning", ["foundation"] = "tree", ["assessment"] = "chart" };

    public IReadOnlyList<MenuItem> For(Actor actor)
    {
        var own = entries.Where(e => e.For(actor)).ToList();
        var works = actor.Grants.Any(g => !Duties.Administrators.Contains(g.Duty));
        var items = own.Where(e => e.Group is null && !e.Href.StartsWith("/admin", StringComparison.Ordinal)).Select(e => new MenuItem(e.Title, e.Href, e.Icon)).ToList();
        foreach (var module in book.Modules)
        {
            var below = works ? module.Procedures.Where(p => book[p.Code] == p).Select(p => new MenuItem(p.Name.Heading, $"/lists/{p.Code}")).ToList() : [];
            below.InsertRange(0, own.Where(e => e.Group == module.Code).Select(e => new MenuItem(e.Title, e.Href)));
            if (below.Count > 0) items.Add(new(module.Name, Icon: Icons.GetValueOrDefault(module.Code, "folder")) { Items = below });
        }

        if (own.Where(e => e.Href.StartsWith("/admin", StringComparison.Ordinal)).Select(e => new MenuItem(e.Title, e.Href, e.Icon)).ToList() is { Count: > 0 } administration)
        {
            items.Add(new(new("系统管理", "Administration"), Icon: "settings") { Items = administration });
        }

        return items;
    }
}
