using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>One question of a form, with what was answered and what is wrong with it.</summary>
public abstract record Field(string Name, Words Label)
{
    public Words? Hint { get; init; }
    public bool Required { get; init; }
    public Words? Error { get; init; }

    /// <summary>What was typed, kept as it was even where it could not be understood.</summary>
    public string Value { get; init; } = "";

    public string Id => "f-" + Name.Replace('.', '-').Replace('[', '-').Replace(']', '-');
}

public sealed record TextField(string Name, Words Label) : Field(Name, Label)
{
    /// <summary>The input type: text, password, email, tel, url, search.</summary>
    public string Type { get; init; } = "text";

    public int? MaxLength { get; init; }
    public string? Autocomplete { get; init; }

    /// <summary>Narrow inputs hint at short answers.</summary>
    public bool Short { get; init; }

    public bool Focus { get; init; }
}

public sealed record ProseField(string Name, Words Label) : Field(Name, Label)
{
    public int Lines { get; init; } = 5;
    public int? MaxLength { get; init; }

    /// <summary>Sentences often used here; offered as buttons where scripts run.</summary>
    public IReadOnlyList<Words> Phrases { get; init; } = [];
}

public sealed record NumberField(string Name, Words Label) : Field(Name, Label)
{
    public Words? Unit { get; init; }
    public decimal? Least { get; init; }
    public decimal? Most { get; init; }
}

/// <summary>An amount in yuan, with up to two digits after the point.</summary>
public sealed record MoneyField(string Name, Words Label) : Field(Name, Label);

public sealed record DateField(string Name, Words Label) : Field(Name, Label)
{
    public DateOnly? Earliest { get; init; }
    public DateOnly? Latest { get; init; }
}

/// <summary>One of several; up to five stand open, more fold into a list.</summary>
public sealed record ChoiceField(string Name, Words Label, IReadOnlyList<Option> Options) : Field(Name, Label)
{
    public bool? Open { get; init; }
    public bool StandsOpen => Open ?? Options.Count <= 5;
}

/// <summary>Any number of several.</summary>
public sealed record ManyField(string Name, Words Label, IReadOnlyList<Option> Options) : Field(Name, Label)
{
    public IReadOnlyCollection<string> Chosen { get; init; } = [];
}

/// <summary>One tick: <c>true</c> is sent when it is set.</summary>
public sealed record TickField(string Name, Words Label) : Field(Name, Label);

/// <summary>A person, from a list grouped by unit.</summary>
public sealed record PersonField(string Name, Words Label, IReadOnlyList<Option> People) : Field(Name, Label);

/// <summary>A unit, from the tree written as an indented list.</summary>
public sealed record UnitField(string Name, Words Label, IReadOnlyList<Option> Units) : Field(Name, Label);

public sealed record FileField(string Name, Words Label) : Field(Name, Label)
{
    /// <summary>Endings with their point, such as <c>.docx,.pdf</c>.</summary>
    public string Accept { get; init; } = "";

    public long MaxBytes { get; init; } = 20 * 1024 * 1024;
    public int MaxFiles { get; init; } = 1;

    /// <summary>Files already received in an earlier try, so that nobody uploads twice.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}

/// <summary>Several lines of the same questions; <c>Name[0].Part</c> and so on. Sending the form with <c>add-row=Name</c> asks for one more line.</summary>
public sealed record RowsField(string Name, Words Label, IReadOnlyList<IReadOnlyList<Field>> Rows) : Field(Name, Label);

/// <summary>Said and not asked: a value the person should see but cannot change here.</summary>
public sealed record FixedField(string Name, Words Label) : Field(Name, Label);

/// <summary>Questions that belong together under a heading.</summary>
public sealed record FieldGroup(string Name, Words Label, IReadOnlyList<Field> Fields) : Field(Name, Label);

/// <summary>A form as a person sees it.</summary>
/// <param name="Action">Where it is posted.</param>
public sealed record FormView(string Action, Words Submit, IReadOnlyList<Field> Fields)
{
    public Words? Title { get; init; }
    public Words? Intro { get; init; }

    /// <summary>What happens when the button is pressed, one sentence each.</summary>
    public IReadOnlyList<Words> Consequences { get; init; } = [];

    public CitationLine? Basis { get; init; }

    /// <summary>Cannot be taken back.</summary>
    public bool Danger { get; init; }

    public string? CancelHref { get; init; }
    public IReadOnlyList<HiddenValue> Hidden { get; init; } = [];

    /// <summary>What is wrong with the form as a whole: a refusal, a change made meanwhile.</summary>
    public IReadOnlyList<Words> Problems { get; init; } = [];

    /// <summary>Asks before unsent work is left; not worth it for a name and a password.</summary>
    public bool Guarded { get; init; } = true;

    /// <summary>About how long it takes, in minutes; said before a long form.</summary>
    public int? Minutes { get; init; }

    /// <summary>A second button that sends the same form elsewhere, such as keeping a draft.</summary>
    public Tool? Also { get; init; }

    public IEnumerable<Field> AllFields => Flatten(Fields);

    public bool Uploads => AllFields.Any(f => f is FileField);

    private static IEnumerable<Field> Flatten(IEnumerable<Field> fields) => fields.SelectMany(field => field switch
    {
        FieldGroup group => Flatten(group.Fields),
        RowsField rows => Flatten(rows.Rows.SelectMany(row => row)).Prepend(field),
        _ => [field],
    });
}
