using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Kind = Qinglian.Documents.Sheets.ColumnKind;
using RegisterKind = Qinglian.Kernel.Registers.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>A register as a table of typed columns, on its way out and back. Units stand by name where only one has it, else by code; persons by number, with their name beside it.</summary>
internal sealed class RegisterTable
{
    /// <summary>Added to the name of a column for the one that only helps to read it.</summary>
    private const string Reading = "~name";

    private readonly Register _register;
    private readonly IRules _rules;

    public RegisterTable(Register register, IRules rules)
    {
        (_register, _rules) = (register, rules);
        var columns = register.Columns.SelectMany(c => c.Kind == RegisterKind.Person ? (Column[])[ColumnOf(c), NameOf(c)] : [ColumnOf(c)]).ToList();
        Column[] days = [new(nameof(Entry.BeginsOn), register.Begins, Kind.Date), new(nameof(Entry.EndsOn), register.Ends, Kind.Date)];
        Sheet = new($"register-{register.Code}", 1, register.Name, [.. columns, .. days]);
        Template = Sheet with { Columns = [.. register.Columns.Select(ColumnOf), .. days] };
    }

    public LedgerSheet Sheet { get; }
    public LedgerSheet Template { get; }

    /// <summary>The columns that carry something; a name beside a number is only there to be read.</summary>
    public bool IsContent(Column column) => !column.Code.EndsWith(Reading, StringComparison.Ordinal);

    public LedgerRow Row(Entry entry, References known, IReadOnlyDictionary<PersonId, Listed> names) => new(entry.Id.ToString("N"), entry.Revision.ToString(Cultures.English),
    [
        .. _register.Columns.SelectMany(c => c.Kind == RegisterKind.Person
            ? (object?[])[Value(c, c.Get(entry.Row), known), c.Get(entry.Row) is PersonId person ? names.GetValueOrDefault(person)?.Name : null]
            : [Value(c, c.Get(entry.Row), known)]),
        entry.BeginsOn,
        entry.EndsOn,
    ]);

    public static IEnumerable<PersonId> PersonsIn(Entry entry) => entry.Register.Columns.Where(c => c.Kind == RegisterKind.Person).Select(c => c.Get(entry.Row)).OfType<PersonId>();

    private object? Value(RegisterColumn column, object? value, References known) => value switch
    {
        null => null,
        UnitId unit => UnitText(unit, known),
        PersonId person => known.Write(person),
        Duty duty => duty.Code,
        Enum choice => choice.ToString(),
        int number => (long)number,
        _ => value,
    };

    private string UnitText(UnitId id, References known) =>
        _rules.Organisation.Find(id) is { } unit && _rules.Organisation.FindByCode(unit.Name) is null && _rules.Organisation.All.Count(u => u.Name == unit.Name) == 1 ? unit.Name : known.Write(id);

    private Column ColumnOf(RegisterColumn column) => new(
        column.Name, column.Words, KindOf(column), Required: column.Required && _register.Key.Contains(column),
        Choices: column.Choices.Count > 0 ? column.Choices : null, MaxLength: column.Kind == RegisterKind.Text ? column.Prose ? RegisterColumn.LongestProse : RegisterColumn.Longest : null);

    private static Column NameOf(RegisterColumn column) => new(column.Name + Reading, new($"{column.Words.Zh}姓名", $"{column.Words.En}, by name"));

    private static Kind KindOf(RegisterColumn column) => column.Kind switch
    {
        RegisterKind.Text => column.Prose ? Kind.LongText : Kind.Text,
        RegisterKind.Number => Kind.Integer,
        RegisterKind.Decimal => Kind.Decimal,
        RegisterKind.Switch => Kind.Boolean,
        RegisterKind.Date => Kind.Date,
        RegisterKind.Choice or RegisterKind.Duty => Kind.Choice,
        RegisterKind.Unit or RegisterKind.Person => Kind.Text,
    };
}
