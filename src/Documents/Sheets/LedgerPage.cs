using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>The visible sheet: title over all columns, unit and date, headings, numbered rows, total, and a hidden column with the keys.</summary>
internal sealed class LedgerPage : IDisposable
{
    /// <summary>Title, unit and date, headings: the rows repeated on every printed page and frozen on the screen.</summary>
    public const int HeadingRow = 3;

    private const int ReasonWidth = 48;
    private const int RowsForNewEntries = 1000;
    private const int RowsLookedAtForWidths = 200;

    private readonly OpenXmlWriter _writer;
    private readonly LedgerSheet _sheet;
    private readonly SheetHeading _heading;
    private readonly bool _reasons;
    private readonly List<(int Column, string Name, string[] Texts)> _lists;
    private readonly decimal[] _sums;
    private readonly int[] _widths;
    private uint _row;

    // Serial number, columns, reason where asked for, key.
    private int Visible => 1 + _sheet.Columns.Count + (_reasons ? 1 : 0);

    private int DateFrom => Visible < 4 ? Visible - 1 : Visible / 2;

    private Language Language => _heading.Language;

    public LedgerPage(Stream stream, LedgerSheet sheet, SheetHeading heading, bool reasons, List<(int Column, string Name, string[] Texts)> lists)
    {
        (_sheet, _heading, _reasons, _lists) = (sheet, heading, reasons, lists);
        (_sums, _widths) = (new decimal[sheet.Columns.Count], new int[sheet.Columns.Count]);
        _writer = OpenXmlWriter.Create(stream);
    }

    public void Write(IEnumerable<LedgerLine> lines, OriginSpool origin)
    {
        using var source = lines.GetEnumerator();
        var first = new List<LedgerLine>();
        while (first.Count < RowsLookedAtForWidths && source.MoveNext())
        {
            first.Add(source.Current);
        }
        _writer.WriteStartDocument(true);
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        _writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = HeadingRow, TopLeftCell = $"A{HeadingRow + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { TabSelected = true, WorkbookViewId = 0 }));
        _writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = 18 });
        _writer.WriteElement(Widths(first));
        _writer.WriteStartElement(new SheetData());
        Head();
        foreach (var line in first)
        {
            Line(line, origin);
        }
        while (source.MoveNext())
        {
            Line(source.Current, origin);
        }
        var last = _row;
        Total();
        if (_sheet.Editable is { Count: > 0 })
        {
            StartRow(48);
            Put(0, SheetNames.MayChangeNote.In(Language), Look.Plain);
            EndRow();
        }
        _writer.WriteEndElement();
        // A failure file is there to be mended, and what is to be mended may stand anywhere in it.
        if (_sheet.Editable is not null && !_reasons)
        {
            _writer.WriteElement(new SheetProtection { Sheet = true, Objects = false, Scenarios = false, FormatCells = false, FormatColumns = false, FormatRows = false, Sort = false, AutoFilter = false });
        }
        Tail(last);
        _writer.WriteEndElement();
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>A name the workbook accepts: at most 31 characters and none of its signs.</summary>
    public static string SheetName(string title)
    {
        var name = string.Concat(title.Where(c => !@"[]:*?/\".Contains(c) && !char.IsControl(c))).Trim(' ', '\'');
        return name.Length switch { 0 => "Sheet", > 31 => name[..31].TrimEnd(' ', '\''), _ => name };
    }

    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }
        return letters;
    }

    public static Cell TextCell(string place, string text, Look look, bool open = false) => new(new InlineString(new Text(CellText.Escape(text)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        CellReference = place,
        DataType = CellValues.InlineString,
        StyleIndex = LedgerStyles.Index(look, open),
    };

    private void Head()
    {
        StartRow(36);
        Put(0, _sheet.Title.In(Language), Look.Title);
        EndRow();
        StartRow(22);
        Put(0, SheetNames.Unit.With(_heading.Unit ?? Words.Same("")).In(Language), Look.Unit);
        Put(DateFrom, SheetNames.Date.With(_heading.Date).In(Language), Look.Date);
        EndRow();
        StartRow(30);
        Put(0, SheetNames.Serial.In(Language), Look.Heading);
        for (var i = 0; i < _sheet.Columns.Count; i++)
        {
            var name = _sheet.Columns[i].Name.In(Language);
            if (MayChange(i))
            {
                Put(i + 1, SheetNames.MayChange.With(name).In(Language), Look.OpenHeading);
            }
            else
            {
                Put(i + 1, name, Look.Heading);
            }
        }
        if (_reasons)
        {
            Put(Visible - 1, SheetNames.Reason.In(Language), Look.Heading);
        }
        Put(Visible, SheetNames.Key, Look.Plain);
        EndRow();
    }

    private void Line(LedgerLine line, OriginSpool origin)
    {
        StartRow(Height(line), fixedHeight: false);
        Number(0, (_row - HeadingRow).ToString(CultureInfo.InvariantCulture), Look.Centred);
        for (var i = 0; i < _sheet.Columns.Count; i++)
        {
            if (line.Refused.Contains(i))
            {
                Put(i + 1, CellText.Fit((string?)line.Cells[i] ?? ""), Look.Refused);
            }
            else
            {
                Value(i, line.Cells[i], open: !line.Fixed && MayChange(i));
            }
        }
        if (_reasons)
        {
            Put(Visible - 1, CellText.Fit(line.Reason ?? ""), Look.Reason);
        }
        if (line.Key.Length > 0)
        {
            Put(Visible, line.Key, Look.Plain);
            if (line.Marks.Length > 0)
            {
                origin.Add(line.Key, line.Revision, line.Marks);
            }
        }
        EndRow();
    }

    /// <summary>Whether the column is marked as one that may come back changed.</summary>
    private bool MayChange(int index) => _sheet.Editable?.Contains(_sheet.Columns[index].Code) == true;

    private void Value(int index, object? value, bool open)
    {
        var column = _sheet.Columns[index];
        var canonical = CellValue.Canonical(column, value);
        switch (canonical)
        {
            case null:
                Blank(index + 1, column.Kind == ColumnKind.Date ? Look.DateCell : column.IsText ? Look.Text : column.IsNumber ? Number(column, total: false) : Look.Centred, open);
                break;
            case string text when column.IsText:
                Put(index + 1, CellText.Fit(text), CellText.LooksLikeFormula(text) ? Look.QuotedText : Look.Text, open);
                break;
            // The calendar of spreadsheets has a 29 February 1900, so days before are written out.
            case DateOnly date when date >= new DateOnly(1900, 3, 1):
                Number(index + 1, (date.DayNumber - SheetDates.DayZero).ToString(CultureInfo.InvariantCulture), Look.DateCell, open);
                break;
            case long or decimal:
                var shown = Shown(column, canonical);
                _sums[index] += canonical is long fen && column.Kind == ColumnKind.Money ? fen / column.FenPerUnit : Convert.ToDecimal(canonical, CultureInfo.InvariantCulture);
                // A spreadsheet keeps fifteen digits; more would come back changed.
                if (shown.Count(char.IsAsciiDigit) > 15)
                {
                    Put(index + 1, shown, Number(column, total: false), open);
                }
                else
                {
                    Number(index + 1, shown, Number(column, total: false), open);
                }
                break;
            default:
                Put(index + 1, Shown(column, canonical), column.Kind == ColumnKind.Date ? Look.DateCell : Look.Centred, open);
                break;
        }
    }

    private string Shown(Column column, object? value) => CellValue.Shown(column, value, Language);

    private static Look Number(Column column, bool total) => (column.Kind, total) switch
    {
        (ColumnKind.Integer, false) => Look.Integer,
        (ColumnKind.Integer, true) => Look.TotalInteger,
        (ColumnKind.Money, false) => column.FenPerUnit == 100m ? Look.Money : Look.Decimal,
        (ColumnKind.Money, true) => column.FenPerUnit == 100m ? Look.TotalMoney : Look.TotalDecimal,
        (_, false) => Look.Decimal,
        (_, true) => Look.TotalDecimal,
    };

    private void Total()
    {
        if (_sheet.Totals.Count == 0)
        {
            return;
        }
        var last = _row;
        StartRow(24);
        Put(0, SheetNames.Total.In(Language), Look.TotalLabel);
        for (var i = 0; i < _sheet.Columns.Count; i++)
        {
            var column = _sheet.Columns[i];
            if (!_sheet.Totals.Contains(column.Code) || !column.IsNumber)
            {
                Blank(i + 1, Look.TotalLabel);
                continue;
            }
            var letters = Letters(i + 1);
            var cell = new Cell { CellReference = $"{letters}{_row}", StyleIndex = (uint)Number(column, total: true) };
            // A formula, so that the sum stays right while people type; its result, so that it is there before anything calculates.
            if (last > HeadingRow)
            {
                cell.Append(new CellFormula($"SUM({letters}{HeadingRow + 1}:{letters}{last})"));
            }
            cell.Append(new DocumentFormat.OpenXml.Spreadsheet.CellValue(_sums[i].ToString("0.############################", CultureInfo.InvariantCulture)));
            _writer.WriteElement(cell);
        }
        if (_reasons)
        {
            Blank(Visible - 1, Look.TotalLabel);
        }
        EndRow();
    }

    private void Tail(uint last)
    {
        var right = Letters(Visible - 1);
        var merges = new MergeCells(new MergeCell { Reference = $"A1:{right}1" });
        foreach (var (from, to) in ((int, int)[])[(0, DateFrom - 1), (DateFrom, Visible - 1)])
        {
            if (to > from)
            {
                merges.Append(new MergeCell { Reference = $"{Letters(from)}2:{Letters(to)}2" });
            }
        }
        if (_sheet.Editable is { Count: > 0 })
        {
            merges.Append(new MergeCell { Reference = $"A{_row}:{right}{_row}" });
        }
        _writer.WriteElement(merges);
        if (_lists.Count > 0)
        {
            var validations = new DataValidations { Count = (uint)_lists.Count };
            foreach (var list in _lists)
            {
                var letters = Letters(list.Column + 1);
                validations.Append(new DataValidation(new Formula1(list.Name))
                {
                    Type = DataValidationValues.List,
                    AllowBlank = true,
                    ShowErrorMessage = true,
                    ErrorTitle = SheetNames.PickTitle.In(Language),
                    Error = SheetNames.PickText.In(Language),
                    SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{letters}{HeadingRow + 1}:{letters}{last + RowsForNewEntries}" },
                });
            }
            _writer.WriteElement(validations);
        }
        _writer.WriteElement(new PrintOptions { HorizontalCentered = true });
        _writer.WriteElement(new PageMargins { Left = 0.6, Right = 0.6, Top = 0.75, Bottom = 0.75, Header = 0.3, Footer = 0.3 });
        // 9 is A4.
        _writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        _writer.WriteElement(new HeaderFooter(new OddFooter($"&C{SheetNames.Pages.In(Language)}")));
    }

    private Columns Widths(List<LedgerLine> first)
    {
        var columns = new Columns(new DocumentFormat.OpenXml.Spreadsheet.Column { Min = 1, Max = 1, Width = 6.5, CustomWidth = true });
        for (var i = 0; i < _sheet.Columns.Count; i++)
        {
            var column = _sheet.Columns[i];
            var widest = Math.Max(Width(MayChange(i) ? SheetNames.MayChange.With(column.Name).In(Language) : column.Name.In(Language)) + 2, column.Kind switch { ColumnKind.Date => 12, ColumnKind.LongText => 24, ColumnKind.Boolean => 7, _ => 9 });
            foreach (var line in first)
            {
                widest = Math.Max(widest, Shown(line, i).Split('\n').Max(Width) + (column.IsNumber ? 4 : 2));
            }
            columns.Append(new DocumentFormat.OpenXml.Spreadsheet.Column
            {
                Min = (uint)(i + 2),
                Max = (uint)(i + 2),
                Width = _widths[i] = Math.Min(widest, column.Kind == ColumnKind.LongText ? 48 : 30),
                CustomWidth = true,
                Style = (uint)(column.IsText ? Look.BlankText : column.Kind == ColumnKind.Date ? Look.BlankDate : Look.Plain),
            });
        }
        if (_reasons)
        {
            columns.Append(new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)Visible, Max = (uint)Visible, Width = ReasonWidth, CustomWidth = true });
        }
        columns.Append(new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)Visible + 1, Max = (uint)Visible + 1, Width = 4, Hidden = true, CustomWidth = true });
        return columns;
    }

    /// <summary>A Chinese character takes the width of two digits.</summary>
    private static int Width(string text) => text.Sum(c => c >= '\u1100' ? 2 : 1);

    /// <summary>Room for the lines of the fullest cell, because not every program makes room by itself; 409 points are the most a row can have.</summary>
    private double Height(LedgerLine line)
    {
        var lines = line.Reason is { } reason ? Lines(reason, ReasonWidth) : 1;
        for (var i = 0; i < _widths.Length; i++)
        {
            if (_sheet.Columns[i].IsText || line.Refused.Contains(i))
            {
                lines = Math.Max(lines, Lines(Shown(line, i), _widths[i]));
            }
        }
        return Math.Min(409, 4 + lines * 15);
    }

    private static int Lines(string text, int width) => Math.Min(30, text.Length > 3000 ? 30 : text.Split('\n').Sum(part => Math.Max(1, (Width(part) + width - 2) / (width - 1))));

    private string Shown(LedgerLine line, int column) => line.Refused.Contains(column) ? (string?)line.Cells[column] ?? "" : Shown(_sheet.Columns[column], line.Cells[column]);

    private void StartRow(double height, bool fixedHeight = true)
    {
        var row = new Row { RowIndex = ++_row, Height = height };
        if (fixedHeight)
        {
            row.CustomHeight = true;
        }
        _writer.WriteStartElement(row);
    }

    private void EndRow() => _writer.WriteEndElement();

    private string Place(int column) => $"{Letters(column)}{_row}";

    private void Put(int column, string text, Look look, bool open = false) => _writer.WriteElement(TextCell(Place(column), text, look, open));

    private void Blank(int column, Look look, bool open = false) => _writer.WriteElement(new Cell { CellReference = Place(column), StyleIndex = LedgerStyles.Index(look, open) });

    private void Number(int column, string number, Look look, bool open = false) =>
        _writer.WriteElement(new Cell(new DocumentFormat.OpenXml.Spreadsheet.CellValue(number)) { CellReference = Place(column), StyleIndex = LedgerStyles.Index(look, open) });
}
