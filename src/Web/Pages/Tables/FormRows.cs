using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Forms;
using ColumnKind = Qinglian.Documents.Sheets.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>The questions of forms as columns of a table, and what stands in its cells as their answers: units by name or code, persons by number or name.</summary>
internal sealed class FormRows(IDirectory directory, Actor actor)
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '\n'];
    private readonly Dictionary<string, (string? Id, Words? Problem)> _persons = new(StringComparer.Ordinal);

    public static Column ColumnOf(Question question, string? code = null) => new(code ?? question.Name, question.Label, KindOf(question), question.Required, ChoicesOf(question.Plain));

    /// <summary>The choices of a column whose values are those of an enum.</summary>
    public static IReadOnlyList<(string Code, Words Name)>? ChoicesOf(Type plain) => plain.IsEnum ? [.. Enum.GetValues(plain).Cast<Enum>().Select(v => (v.ToString(), Words.Of(v)))] : null;

    /// <summary>What a question is answered with, as it would be posted by a form; what cannot be read is said beside the question.</summary>
    public async Task<(string Text, IReadOnlyList<Refusal> Problems)> AnswerAsync(Question question, object value, References known, CancellationToken cancel)
    {
        var parts = IsMany(question) ? ((string)value).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value as string ?? RecordForm.Write(value) ?? ""];
        var (read, problems) = (new List<string>(), new List<Refusal>());
        foreach (var part in parts)
        {
            var (text, problem) = Asks<UnitId>(question) ? Unit(part, known) : Asks<PersonId>(question) ? await PersonAsync(part, cancel) : (part, null);
            if (problem is not null) problems.Add(Unfit.At(question.Name, problem));
            else read.Add(text!);
        }

        return (string.Join(',', read), problems);
    }

    /// <summary>An answer as its cell shows it.</summary>
    public static object? Cell(object? answer, Writer write) => answer switch
    {
        null => null,
        PersonId { IsNobody: true } => null,
        Enum choice => choice.ToString(),
        int number => (long)number,
        string or DateOnly or decimal or bool => answer,
        _ => write.Value(answer),
    };

    private static (string? Text, Words? Problem) Unit(string text, References known)
    {
        var (unit, problem) = known.ReadUnit(text);
        return (unit?.ToString(), problem);
    }

    private async Task<(string? Text, Words? Problem)> PersonAsync(string text, CancellationToken cancel)
    {
        if (_persons.TryGetValue(text, out var known)) return known;
        var found = await directory.SearchAsync(text, null, actor, 50, cancel);
        var meant = found.Where(p => string.Equals(p.Number, text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (meant.Count == 0) meant = [.. found.Where(p => p.Name == text)];
        return _persons[text] = meant.Count switch
        {
            1 => (meant[0].Id.ToString(), null),
            0 => (null, new Words("名册中没有编号或姓名为“{0}”的人员。", "Nobody on the register has the number or name “{0}”.").With(text)),
            _ => (null, new Words("有{1}人叫“{0}”，请改填人员编号。", "{1} people are called “{0}”: write the number instead.").With(text, meant.Count)),
        };
    }

    private static bool IsMany(Question question) => question.Plain == typeof(IReadOnlyList<UnitId>) || question.Plain == typeof(IReadOnlyList<PersonId>) || question.ManyOf is not null;

    private static bool Asks<T>(Question question) => question.Plain == typeof(T) || question.Plain == typeof(IReadOnlyList<T>);

    private static ColumnKind KindOf(Question question) => question.Prose ? ColumnKind.LongText : KindOf(question.Plain) ?? ColumnKind.Text;

    /// <summary>What a spreadsheet keeps a value as; null for all that is text.</summary>
    public static ColumnKind? KindOf(Type plain) => plain switch
    {
        var t when t == typeof(DateOnly) => ColumnKind.Date,
        var t when t == typeof(int) || t == typeof(long) => ColumnKind.Integer,
        var t when t == typeof(decimal) => ColumnKind.Decimal,
        var t when t == typeof(bool) => ColumnKind.Boolean,
        { IsEnum: true } => ColumnKind.Choice,
        _ => null,
    };
}
