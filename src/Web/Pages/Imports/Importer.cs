using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Web.Components;
using BadRow = Qinglian.Documents.Sheets.RefusedRow;

namespace Qinglian.Web.Pages;

/// <summary>One line of an uploaded table that would be taken over.</summary>
/// <param name="Key">What stands in its tick: the number of its line in the reading.</param>
/// <param name="New">Something is added; otherwise something that exists is changed.</param>
/// <param name="Conflict">Why a person must decide; the line is then not ticked beforehand.</param>
public sealed record PlannedRow(string Key, SheetPlace Place, string Name, bool New, IReadOnlyList<ChangedCell> Cells, Words? Conflict, object Content, BadRow AsRead);

/// <summary>What a file would do, before anything is done.</summary>
/// <param name="Refusal">Why it cannot be read at all; null otherwise.</param>
/// <param name="Returned">The file is one of our own exports that came back: only differences are looked at.</param>
/// <param name="Missing">Exported rows that did not come back. They stay as they are.</param>
public sealed record ImportLook(string File, Words? Refusal, bool Returned, IReadOnlyList<PlannedRow> Planned, IReadOnlyList<BadRow> Refused, int Unchanged, int Missing, IReadOnlyList<Words> Remarks, SheetOrigin? Origin)
{
    /// <summary>Codes of the columns that the file has.</summary>
    public IReadOnlySet<string> Present { get; init; } = new HashSet<string>();

    /// <summary>The address of the import that the file belongs to, where it is another one.</summary>
    public string? Elsewhere { get; init; }

    public static ImportLook Unreadable(string file, Words refusal) => new(file, refusal, false, [], [], 0, 0, [], null);

    public static ImportLook Belongs(string file, string elsewhere) => new(file, null, false, [], [], 0, 0, [], null) { Elsewhere = elsewhere };
}

/// <summary>What a file has done.</summary>
internal sealed record ImportDone(string File, int Added, int Changed, int Unchanged, IReadOnlyList<BadRow> Refused, SheetOrigin? Origin);

/// <summary>A list that tables are read into: what it is called, what its columns are, and how lines are looked at and kept.</summary>
internal interface IImporter
{
    Words Title { get; }

    /// <summary>The address of the import, without a slash at its end.</summary>
    string Base { get; }

    string BackHref { get; }
    IReadOnlyList<Crumb> Crumbs { get; }
    LedgerSheet Sheet { get; }

    /// <summary>The columns of an empty table to fill in.</summary>
    LedgerSheet Template { get; }

    /// <summary>The day from which changes hold is asked for.</summary>
    bool AsksWhen { get; }

    /// <summary>The reason of the changes is asked for, once for the whole table.</summary>
    bool AsksWhy { get; }

    /// <summary>Where the table comes from that is to be filled in, and what the link to it says.</summary>
    Link Source => new(new("下载模板", "Download the template"), $"{Base}/template");

    /// <summary>What is said of the columns that the page lists, and of the file that is asked for.</summary>
    (Words Columns, Words File) Hints => (new("表格里要有的列", "Columns of the table"), new("可直接上传现有的台账；表头不必与模板完全一致。", "The table you keep already will do; its headings need not be exactly those of the template."));

    /// <summary>Said above the question for the file, where something is to be said.</summary>
    Words? Lead => null;

    /// <summary>Other ways of bringing a table to the same list.</summary>
    IReadOnlyList<Link> Others => [];

    /// <summary>The address of the import that an exported workbook belongs to, where it is not this one.</summary>
    string? Elsewhere(SheetOrigin origin) => null;

    Task<ImportLook> LookAsync(string file, SheetReading reading, DateOnly from, Action<int, int> report, CancellationToken cancel);

    Task<ImportDone> KeepAsync(ImportLook look, IReadOnlyList<PlannedRow> chosen, DateOnly from, string reason, Action<int, int> report, CancellationToken cancel);
}
