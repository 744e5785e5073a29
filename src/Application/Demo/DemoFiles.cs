using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Application.Demo;

/// <summary>
/// Two workbooks as offices keep them, to try an import with: a title above the headings, blanks between the rows, and mistakes in the second.
/// </summary>
public static class DemoFiles
{
    private static readonly DateOnly Founded = new(2026, 1, 1);

    /// <summary>The whole tree of the invented county, with one town more than the demonstration has.</summary>
    public static byte[] OrganisationWorkbook()
    {
        var rows = DemoCounty.Plan().Units.Select(u => new[] { u.Code, u.Name, u.ShortName, Words.Of(u.Kind).Zh, u.Above ?? "" }).ToList();
        rows.Add(["QY-Z99", "松岗镇", "松岗镇", "乡镇（街道）", CountyPlan.Root]);
        rows.Add(["QY-Z99-JW", "松岗镇纪律检查委员会", "松岗镇纪委", "纪委监委", "QY-Z99"]);
        rows.AddRange(((string[])["上坪村", "梨湾村", "石井村", "新桥头村"]).Select((name, i) => new[] { $"QY-Z99-C{i + 1:00}", "松岗镇" + name, name, "村（社区）", "QY-Z99" }));
        return Write("清源县机构一览表（演示）", ["单位代码", "单位名称", "简称", "单位类别", "上级单位"], rows);
    }

    /// <summary>Twelve persons; with mistakes, five rows more that must be refused: no name, a unit that is nowhere, no day, a number given twice, and an archive of somebody not covered.</summary>
    public static byte[] PersonsWorkbook(bool withErrors)
    {
        var rows = Enumerable.Range(1, 12).Select(i => new[] { $"SG{i:000}", $"试用人员{i:00}", "QY-CZJ", "一级科员", i % 3 == 0 ? "否" : "是", "是", "2026-02-01", Founded.Iso }).ToList();
        if (withErrors)
        {
            rows.Insert(3, ["", "", "", "", "", "", "", ""]);
            rows.Add(["SG101", "", "QY-CZJ", "一级科员", "是", "是", "", Founded.Iso]);
            rows.Add(["SG102", "试用人员甲", "没有这个局", "一级科员", "是", "是", "", Founded.Iso]);
            rows.Add(["SG103", "试用人员乙", "QY-CZJ", "一级科员", "是", "是", "2026年2月", Founded.Iso]);
            rows.Add(["SG001", "试用人员丙", "QY-CZJ", "一级科员", "是", "是", "", Founded.Iso]);
            rows.Add(["SG104", "试用人员丁", "QY-CZJ", "一级科员", "是", "否", "2026-02-01", Founded.Iso]);
        }

        return Write("清源县人员名册（演示）", ["人员编号", "姓名", "所在单位", "职级", "中共党员", "监督对象", "廉政档案建档日期", "列入日期"], rows);
    }

    private static byte[] Write(string title, string[] headings, IEnumerable<string[]> rows)
    {
        using var output = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook))
        {
            var workbook = book.AddWorkbookPart();
            var page = workbook.AddNewPart<WorksheetPart>();
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "Sheet1", SheetId = 1, Id = workbook.GetIdOfPart(page) }));
            page.Worksheet = new Worksheet(new SheetData(((string[][])[[title], headings, .. rows]).Select((cells, i) => Line(cells, i + 1))));
        }

        return output.ToArray();
    }

    private static Row Line(string[] cells, int number)
    {
        var row = new Row { RowIndex = (uint)number };
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0) row.Append(new Cell { CellReference = $"{(char)('A' + i)}{number}", DataType = CellValues.InlineString, InlineString = new InlineString(new Text(cells[i])) });
        }

        return row;
    }
}
