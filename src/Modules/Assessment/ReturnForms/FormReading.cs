using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Registers;

namespace Qinglian.Assessment.ReturnForms;

/// <summary>A figure the unit is asked for, as it stood when the return was opened.</summary>
/// <param name="CountedIn">What one of it is, as the form says it.</param>
/// <param name="Basis">The pack and clause it is about.</param>
/// <param name="PartOf">The figure it is part of.</param>
public sealed record AskedFigure(string Code, Words Name, string CountedIn, Words? Basis, string? PartOf);

/// <summary>A return form with its clauses filled in.</summary>
public sealed record ReturnForm(string Version, string Name, IReadOnlyList<Indicator> Counted, IReadOnlyList<AskedFigure> Asked);

/// <summary>Finds the form of a month. Rule packs belong to another module and are read by the names of their registers.</summary>
public sealed class FormReading(IRegistrar registrar, RegisterBook book)
{
    private const int LongestClause = 40;

    /// <summary>The form in force on the first day of the month; null where none was.</summary>
    public async Task<ReturnForm?> OfAsync(Period month, CancellationToken cancel)
    {
        ReturnFormRow? form = null;
        await foreach (var entry in registrar.AllAsync(book.Of<ReturnFormRow>(), new() { On = month.First }, Actor.System, cancel))
        {
            var row = entry.As<ReturnFormRow>();
            if (row.State is FormState.Published && (form is null || string.CompareOrdinal(row.Version, form.Version) > 0)) form = row;
        }

        if (form is null) return null;

        var fields = new List<ReturnFieldRow>();
        await foreach (var entry in registrar.AllAsync(book.Of<ReturnFieldRow>(), new() { On = month.First, Where = [(nameof(ReturnFieldRow.Version), form.Version)] }, Actor.System, cancel)) fields.Add(entry.As<ReturnFieldRow>());
        var ordered = fields.OrderBy(f => f.Order).ToList();
        var asked = new List<AskedFigure>();
        foreach (var field in ordered.Where(f => book.Owners.Indicator(f.Code) is null)) asked.AddRange(await AskedAsync(field, month, cancel));
        return new(form.Version, form.Name, [.. ordered.Select(f => book.Owners.Indicator(f.Code)).OfType<Indicator>()], asked);
    }

    private async Task<IEnumerable<AskedFigure>> AskedAsync(ReturnFieldRow field, Period month, CancellationToken cancel)
    {
        var pack = field.Pack is { } code ? await PackAsync(code, month, cancel) : null;
        if (!field.EachClause || pack is not { Clauses.Count: > 0 } known) return [new(field.Code, field.Name, field.CountedIn ?? "", pack?.Words, field.PartOf)];
        return known.Clauses.Select(c => new AskedFigure(
            $"{field.Code}.{c.Number}", new Words("{0}：第{1}条", "{0}: clause {1}").With(field.Name, c.Number), field.CountedIn ?? "", Words.Same($"{known.Name} {c.Number}：{Short(c.Text)}"), field.PartOf));
    }

    private sealed record Pack(string Name, IReadOnlyList<(string Number, string Text)> Clauses)
    {
        public Words Words => Clauses.Count > 0 ? Words.Same(Name) : new Words("{0}（条款内容尚未由发布机关提供）", "{0} (its clauses have not been supplied by the organ that issued it)").With(Name);
    }

    private async Task<Pack?> PackAsync(string code, Period month, CancellationToken cancel)
    {
        if (book.Find("rule-pack") is not { } packs || book.Find("rule-clause") is not { } clauses) return null;
        (string Name, string Version, bool Usable)? found = null;
        await foreach (var entry in registrar.AllAsync(packs, new() { On = month.Last, Where = [("Code", code)] }, Actor.System, cancel))
        {
            var (name, version, usable) = (Text(entry, "Name"), Text(entry, "Version"), Text(entry, "State") == "Usable");
            if (found is null || (usable && !found.Value.Usable) || (usable == found.Value.Usable && string.CompareOrdinal(version, found.Value.Version) > 0)) found = (name, version, usable);
        }

        if (found is not { } pack) return null;
        var all = new List<(string Number, string Text)>();
        if (pack.Usable)
        {
            await foreach (var entry in registrar.AllAsync(clauses, new() { On = month.Last, Where = [("Pack", code), ("Version", pack.Version)] }, Actor.System, cancel))
            {
                if (Text(entry, "Above").Length == 0 && Text(entry, "Unit").Length == 0) all.Add((Text(entry, "Number"), Text(entry, "Text")));
            }
        }

        return new(pack.Name, [.. all.OrderBy(c => c.Number.Length).ThenBy(c => c.Number, StringComparer.Ordinal)]);
    }

    private static string Text(Entry entry, string column) => RegisterColumn.Invariant(entry.Register[column].Store(entry.Register[column].Get(entry.Row)));

    private static string Short(string text) => text.Length > LongestClause ? text[..LongestClause] + "…" : text;
}
