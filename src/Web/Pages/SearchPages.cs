using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>One thing that was found: what it is called, where it leads, and the words around the place where it was found.</summary>
public sealed record SearchHit(string Name, string Href, Words? Kind = null, string? Passage = null, Words? State = null);

/// <summary>What was found of one sort; the link leads to all of it, where there is more.</summary>
public sealed record SearchGroup(Words Title, IReadOnlyList<SearchHit> Hits, Link? More);

/// <summary>
/// Searches everything the person may see: matters by number, title and content; units, persons and the other registers by their entries. What
/// lies in a compartment or is sealed is never found, not even by those who may open it.
/// </summary>
internal static class SearchPages
{
    private const int MattersShown = 10;
    private const int EntriesShown = 5;

    // Who knows of what is nothing to be found by chance.
    private static readonly Type[] NotSearched = [typeof(CompartmentRow), typeof(CompartmentMemberRow)];

    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("").RequireAuthorization(Policies.Staff).MapGet("/search", ShowAsync);

    private static async Task<IResult> ShowAsync(Visitor me, Lists lists, Registers registers, RegisterBook book)
    {
        var typed = me.Asked("q")?.Trim() ?? "";
        var groups = new List<SearchGroup>();
        if (typed.Length > 0)
        {
            if (await MattersAsync(typed, me, lists) is { } matters) groups.Add(matters);
            foreach (var register in book.All.Where(r => !r.Sealed && !NotSearched.Contains(r.RowType) && r.MayRead(me.Actor)).OrderBy(r => r.RowType == typeof(UnitRow) ? 0 : r.RowType == typeof(PersonRow) ? 1 : 2))
            {
                if (await EntriesAsync(register, typed, me, registers) is { } entries) groups.Add(entries);
            }
        }

        return Shown.As<SearchPage>(await me.PageAsync(), new { Typed = typed, Groups = (IReadOnlyList<SearchGroup>)groups });
    }

    private static async Task<SearchGroup?> MattersAsync(string typed, Visitor me, Lists lists)
    {
        var found = await lists.Dossiers.ListAsync(new() { Text = typed, Take = MattersShown }, me.Actor, me.Cancel);
        if (found.Dossiers.Count == 0) return null;
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(new("事项", "Matters"),
            [.. found.Dossiers.Select(d => new SearchHit($"{d.Number} {d.Title}", $"/dossiers/{d.Id}", lists.Book.Of(d).Name.Heading, d.PassageWith(words), lists.Book.Of(d)[d.StateName].Name))],
            found.Next is null ? null : new(new("全部事项", "All matters"), $"/lists?q={Uri.EscapeDataString(typed)}"));
    }

    private static async Task<SearchGroup?> EntriesAsync(Register register, string typed, Visitor me, Registers registers)
    {
        var found = await registers.Registrar.ListAsync(register, new() { Text = typed, Take = EntriesShown }, me.Actor, me.Cancel);
        if (found.Entries.Count == 0) return null;
        var write = await registers.WriterAsync(found.Entries, me);
        return new(register.Name, [.. found.Entries.Select(e => new SearchHit(Registers.NameOf(e, write), $"/registers/{register.Code}/{e.Id}", Passage: Place(e, write)))],
            found.Next is null ? null : new(new("全部", "All"), $"/registers/{register.Code}?q={Uri.EscapeDataString(typed)}"));
    }

    private static string? Place(Entry entry, Writer write) => entry.Unit is { } unit && entry.Register.RowType != typeof(UnitRow) ? write.Unit(unit) : null;
}
