using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>The form of a register's row, drawn from its columns, and the way back from what was typed.</summary>
internal sealed class RegisterForm(Register register, IRules rules, IDirectory directory)
{
    private const int MostPeople = 2000;
    private static readonly References Nothing = new();

    public async Task<IReadOnlyList<Field>> FieldsAsync(Actor actor, Func<string, string?> typed, IReadOnlyDictionary<string, Words> wrong, CancellationToken cancel)
    {
        var people = register.Columns.Any(c => c.Kind == ColumnKind.Person) ? await directory.SearchAsync("", null, actor, MostPeople, cancel) : [];
        return [.. register.Columns.Select(c => FieldOf(c, people, actor) with { Required = c.Required && c.Kind != ColumnKind.Switch, Hint = c.Hint, Value = typed(c.Name) ?? "", Error = wrong.GetValueOrDefault(c.Name) })];
    }

    /// <summary>How an entry fills in its form.</summary>
    public static string? Write(object? value) => value switch
    {
        UnitId or PersonId => value.ToString(),
        Duty duty => duty.Code,
        _ => RecordForm.Write(value),
    };

    public (object? Row, Dictionary<string, Words> Wrong) Read(Func<string, string?> typed)
    {
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        var values = new object?[register.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var column = register.Columns[i];
            var text = typed(column.Name)?.Trim() ?? "";
            switch (column.Kind)
            {
                case ColumnKind.Switch when column.Required:
                    values[i] = text is "true" or "on";
                    break;
                case ColumnKind.Unit or ColumnKind.Person when text.Length == 0:
                    if (column.Required) wrong[column.Name] = new MustBeFilledIn(column.Words).Words;
                    break;
                case ColumnKind.Unit when int.TryParse(text, out var unit):
                    values[i] = new UnitId(unit);
                    break;
                case ColumnKind.Person when Guid.TryParse(text, out var person):
                    values[i] = new PersonId(person);
                    break;
                case ColumnKind.Unit or ColumnKind.Person:
                    wrong[column.Name] = new("请从列表中选择。", "Please choose from the list.");
                    break;
                default:
                    var (value, problem) = CellReading.Read(column, text, Nothing);
                    values[i] = value;
                    if (problem is not null) wrong[column.Name] = problem.Words;
                    break;
            }
        }

        return (wrong.Count > 0 ? null : register.Row(values), wrong);
    }

    private Field FieldOf(RegisterColumn column, IReadOnlyList<Listed> people, Actor actor) => column.Kind switch
    {
        ColumnKind.Text when column.Prose => new ProseField(column.Name, column.Words) { MaxLength = RegisterColumn.LongestProse },
        ColumnKind.Text => new TextField(column.Name, column.Words) { MaxLength = RegisterColumn.Longest },
        ColumnKind.Number or ColumnKind.Decimal => new NumberField(column.Name, column.Words),
        ColumnKind.Switch when column.Required => new TickField(column.Name, column.Words),
        ColumnKind.Switch => new ChoiceField(column.Name, column.Words, [new("true", new("是", "yes")), new("false", new("否", "no"))]),
        ColumnKind.Date => new DateField(column.Name, column.Words),
        ColumnKind.Choice or ColumnKind.Duty => new ChoiceField(column.Name, column.Words, [.. column.Choices.Select(c => new Option(c.Code, c.Name))]) { Open = false },
        ColumnKind.Unit => new UnitField(column.Name, column.Words, Units(column, actor)),
        ColumnKind.Person => new PersonField(column.Name, column.Words, [.. people.Select(p => new Option(p.Id.ToString(), Words.Same($"{p.Name}（{p.Number}）")) { Group = Words.Same(p.UnitName) })]),
    };

    /// <summary>Where entries belong to units, those at which this person may edit; otherwise all.</summary>
    private IReadOnlyList<Option> Units(RegisterColumn column, Actor actor)
    {
        var units = rules.Organisation.All.Where(u => column != register.Place || register.MayEdit(actor, u.Path)).ToList();
        var depth = units.Count == 0 ? 0 : units.Min(u => u.Path.Value.Count(c => c == '.'));
        return [.. units.Select(u => new Option(u.Id.ToString(), Words.Same(u.Name), u.Path.Value.Count(c => c == '.') - depth))];
    }
}
