using System.Text;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Documents;

public sealed class SheetReaderTests
{
    private static readonly Column[] Dates = [new("on", ("日期", "Date"), ColumnKind.Date), new("name", ("姓名", "Name"))];

    private static string Reason(SheetReading reading) => Assert.Single(Assert.Single(reading.Refused).Reasons).Words.Zh;

    private static (object? Value, string? Reason) One(Column column, string text)
    {
        var reading = Samples.Read(Encoding.UTF8.GetBytes($"姓名,{column.Name.Zh}\n张三,\"{text}\"\n"), "a.csv", [new("name", ("姓名", "Name")), column]);
        return reading.Refused.Count == 0 ? (reading.Rows[0].Values[1], null) : (null, reading.Refused[0].Reasons[0].Reason.Zh);
    }

    [Theory]
    [InlineData("2026-01-05")]
    [InlineData("2026/1/5")]
    [InlineData("2026.1.5")]
    [InlineData("2026年1月5日")]
    [InlineData("2026年1月5号")]
    [InlineData("２０２６年１月５日")]
    [InlineData("20260105")]
    [InlineData("46027")]
    [InlineData("2026-01-05 00:00:00")]
    [InlineData("2026-01-05T08:30:00")]
    [InlineData("二〇二六年一月五日")]
    [InlineData("5 January 2026")]
    [InlineData(" 2026 - 1 - 5 ")]
    public void A_date_is_read_in_every_shape_people_use(string text) => Assert.Equal(new DateOnly(2026, 1, 5), One(Dates[0], text).Value);

    [Theory]
    [InlineData("2026-02-30", "没有 2026 年 2 月 30 日")]
    [InlineData("20261301", "没有 2026 年 13 月 1 日")]
    [InlineData("2025年2月29日", "没有 2025 年 2 月 29 日")]
    [InlineData("2026年1月", "日期不完整")]
    [InlineData("2026", "日期不完整")]
    [InlineData("2026.10", "日期不完整")]
    [InlineData("1/5/2026", "日期的年份应写四位并放在最前")]
    [InlineData("去年年底", "不是日期")]
    public void A_date_that_does_not_exist_or_is_not_complete_is_refused_with_the_reason(string text, string reason) => Assert.StartsWith(reason, One(Dates[0], text).Reason);

    [Theory]
    [InlineData("二〇二六年十二月三十一日", 2026, 12, 31)]
    [InlineData("二〇二六年十月十日", 2026, 10, 10)]
    [InlineData("一九九九年十一月二十日", 1999, 11, 20)]
    public void A_date_in_Chinese_digits_is_read(string text, int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), One(Dates[0], text).Value);

    [Theory]
    [InlineData("1,234.50", 123450L)]
    [InlineData("￥1,234.5元", 123450L)]
    [InlineData("１２３４．５", 123450L)]
    [InlineData("1.5万元", 1500000L)]
    [InlineData("(12)", -1200L)]
    [InlineData(" 12 000 ", 1200000L)]
    [InlineData("/", null)]
    public void Money_is_read_in_fen(string text, long? fen) => Assert.Equal((object?)fen, One(new("m", ("金额", "Amount"), ColumnKind.Money), text).Value);

    [Theory]
    [InlineData("1.234", "最多精确到分")]
    [InlineData("1,23", "千位逗号")]
    [InlineData("约100", "不是数字")]
    public void Money_that_is_not_an_amount_is_refused(string text, string reason) => Assert.Contains(reason, One(new("m", ("金额", "Amount"), ColumnKind.Money), text).Reason);

    [Fact]
    public void A_heading_in_ten_thousand_yuan_is_taken_at_its_word() =>
        Assert.Equal(1_500_000L, Samples.ReadText("姓名\t金额（万元）\n张三\t1.5\n").Rows[0].Values[5]);

    [Theory]
    [InlineData("是", true)]
    [InlineData("√", true)]
    [InlineData("Y", true)]
    [InlineData("１", true)]
    [InlineData("否", false)]
    [InlineData("×", false)]
    [InlineData("无", false)]
    [InlineData("", null)]
    [InlineData("/", null)]
    public void Yes_and_no_are_read_in_their_many_signs(string text, bool? value) => Assert.Equal((object?)value, One(new("b", ("脱贫", "Out"), ColumnKind.Boolean), text).Value);

    [Theory]
    [InlineData("UTF-8", true)]
    [InlineData("UTF-8", false)]
    [InlineData("UTF-16LE", true)]
    [InlineData("UTF-16LE", false)]
    [InlineData("UTF-16BE", true)]
    [InlineData("GB18030", false)]
    public void A_text_table_is_read_in_every_encoding_offices_use(string encoding, bool mark)
    {
        var coding = encoding switch { "UTF-16LE" => Encoding.Unicode, "UTF-16BE" => Encoding.BigEndianUnicode, "GB18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!, _ => new UTF8Encoding(true) };
        byte[] bytes = [.. mark ? coding.GetPreamble() : [], .. coding.GetBytes("姓名,村,金额\n𠮷田镕,绿水村,12.5\n")];

        var reading = Samples.Read(bytes, "a.csv");

        Assert.Equal(["𠮷田镕", null, "b"], Assert.Single(reading.Rows).Values.Take(3));
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\t")]
    [InlineData(";")]
    public void The_separator_is_found_out_even_under_a_title(string separator)
    {
        var text = $"惠民资金台账，2026年\n\n{string.Join(separator, "序号", "姓 名*", "金额(元)", "备注")}\n{string.Join(separator, "1", "张三", "1.5", "\"甲,乙;丙\t丁\n\"\"戊\"\"\"")}\n";

        var row = Assert.Single(Samples.ReadText(text).Rows);

        Assert.Equal(("张三", 150L, "甲,乙;丙\t丁\n\"戊\""), ((string)row.Values[0]!, (long)row.Values[5]!, (string)row.Values[8]!));
        Assert.Equal(4, row.Place.Row);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_in_words() =>
        Assert.Contains("文字编码", Samples.Read([0x81, 0x00, 0xFF, 0xFF, 0x13, 0x81], "a.csv").Refusal!.Zh);

    [Fact]
    public void The_headings_are_found_under_titles_in_either_language_and_by_alias()
    {
        var reading = Samples.Read(Samples.Workbook(
            Samples.Rows(1, ["某县惠民资金台账"], ["填报单位：某镇", null, "日期：2026年1月5日"]) + Samples.Rows(5, ["No.", "户主姓名", "Identity Number", "AMOUNT (yuan) *", "电话"], ["1", "张三", "110101199003077758", "12", "139"])));

        Assert.Equal(["张三", "110101199003077758"], Assert.Single(reading.Rows).Values.Take(2));
        Assert.Equal(["电话"], reading.Unknown);
        Assert.Equal("name", reading.Mapping["户主姓名"]);
        Assert.Equal(6, reading.Rows[0].Place.Row);
    }

    [Fact]
    public void Headings_in_two_levels_are_read()
    {
        Column[] columns = [new("unit", ("单位", "Unit")), new("contact", ("联系人", "Contact"), Aliases: ["联系人姓名"]), new("head", ("负责人", "Head"), Aliases: ["负责人姓名"])];
        var reading = Samples.Read(Samples.Workbook(
            Samples.Rows(1, ["单位", "联系人", null, "负责人", null], [null, "姓名", "电话", "姓名", "电话"], ["镇政府", "张三", "1", "李四", "2"]),
            "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:E1\"/></mergeCells>"), columns: columns);

        Assert.Equal(["镇政府", "张三", "李四"], Assert.Single(reading.Rows).Values);
    }

    [Fact]
    public void The_second_level_of_a_heading_is_no_row()
    {
        Column[] columns = [new("unit", ("单位", "Unit")), new("pay", ("待遇", "Pay"))];
        var reading = Samples.Read(Samples.Workbook(
            Samples.Rows(1, ["单位", "待遇", null], [null, "月", "年"], ["镇政府", "1", "2"]), "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>"), columns: columns);

        Assert.Equal(["镇政府", "1"], Assert.Single(reading.Rows).Values);
    }

    [Fact]
    public void A_remembered_mapping_decides_before_names_do()
    {
        var mapping = new Dictionary<string, string> { ["户名"] = "name", ["姓名"] = "", ["发放额"] = "amount" };
        var reading = Samples.Read(Encoding.UTF8.GetBytes("姓名,户名,发放额\n甲,乙,3\n"), "a.csv", mapping: mapping);

        Assert.Equal("乙", Assert.Single(reading.Rows).Values[0]);
        Assert.Empty(reading.Unknown);
    }

    [Fact]
    public void Missing_required_columns_are_named()
    {
        var reading = Samples.ReadText("姓名,村\n张三,绿水村\n");

        Assert.Equal("缺少必填的列：金额（元）。", reading.Refusal!.Zh);
        Assert.Equal("amount", Assert.Single(reading.Missing).Code);
    }

    [Fact]
    public void A_table_without_any_known_heading_is_refused_with_what_it_should_have() =>
        Assert.Contains("姓名、金额（元）", Samples.ReadText("a,b\n1,2\n").Refusal!.Zh);

    [Fact]
    public void A_merged_cell_counts_for_every_row_it_covers_and_a_merged_number_is_remarked_on()
    {
        var reading = Samples.Read(Samples.Workbook(
            Samples.Rows(1, ["姓名", "村", "金额"], ["张三", "绿水村", "<c><v>100</v></c>"], ["李四", null, null], ["王五", null, null]),
            "<mergeCells><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"A9:XFD1048576\"/></mergeCells>"));

        Assert.Equal(["b", "b"], reading.Rows.Select(row => row.Values[2]));
        Assert.Equal([10_000L, 10_000L], reading.Rows.Select(row => row.Values[5]));
        Assert.Contains("合并单元格", Assert.Single(reading.Remarks).Text.Zh);
        Assert.Equal("“Sheet1”第 4 行 C 列（金额（元））：必填，不能为空。", Reason(reading));
    }

    [Fact]
    public void A_formula_is_read_by_its_result_and_refused_without_one()
    {
        var reading = Samples.Read(Samples.Workbook(Samples.Rows(1, ["姓名", "金额", "人数"],
            ["甲", "<c><f>SUM(1,2)</f><v>3</v></c>", "<c><f>1/3*3</f><v>0.99999999999999989</v></c>"],
            ["乙", "<c><f>SUM(1,2)</f></c>", null],
            ["丙", "<c t=\"e\"><f>A9</f><v>#REF!</v></c>", null],
            ["<c t=\"str\"><f>\"丁\"</f><v>丁</v></c>", "<c><v>0.30000000000000004</v></c>", "<c t=\"str\"><f>\"\"</f><v></v></c>"])));

        Assert.Equal([300L, 30L], reading.Rows.Select(row => row.Values[5]));
        Assert.Equal(1L, reading.Rows[0].Values[3]);
        Assert.Equal("丁", reading.Rows[1].Values[0]);
        Assert.Contains("公式没有计算结果", reading.Refused[0].Reasons[0].Words.Zh);
        Assert.Contains("#REF!", reading.Refused[1].Reasons[0].Words.Zh);
        Assert.Equal([3, 4], reading.Refused.Select(row => row.Place.Row));
    }

    [Fact]
    public void An_identity_number_stored_as_a_number_is_refused_because_its_end_is_lost_and_leading_zeros_shown_are_kept()
    {
        var reading = Samples.Read(Samples.Workbook(Samples.Rows(1, ["姓名", "身份证号", "金额"],
            ["甲", "<c><v>1.1010119900307776E+17</v></c>", "1"], ["乙", "<c s=\"2\"><v>123</v></c>", "1"], ["丙", "１１０１０１１９９００３０７７７５Ｘ", "1"])));

        Assert.Contains("末尾几位已丢失", Reason(reading));
        Assert.Equal(["000123", "11010119900307775X"], reading.Rows.Select(row => row.Values[1]));
        Assert.Contains("末尾几位已丢失", Reason(Samples.ReadText("姓名,身份证号,金额\n甲,1.10101E+17,1\n")));
    }

    [Fact]
    public void Totals_notes_repeated_headings_and_numbered_empty_lines_are_left_out()
    {
        var reading = Samples.Read(Samples.Workbook(
            Samples.Rows(1, ["序号", "姓名", "金额"], ["1", "甲", "1"], ["2", null, null], ["小 计", null, "1"], ["序号", "姓名", "金额"], ["3", "乙", "2"], ["合计", "合计", "<c><f>SUM(C2:C6)</f><v>3</v></c>"])
            + Samples.Rows(20, ["填报人：张三", null, "审核人：李四"], [null, "本表一式两份"]),
            "<mergeCells><mergeCell ref=\"A7:B7\"/></mergeCells>"));

        Assert.Equal(["甲", "乙"], reading.Rows.Select(row => row.Values[0]));
        Assert.Empty(reading.Refused);
        Assert.Equal([4, 5, 7, 20, 21], reading.Remarks.Select(remark => remark.Place.Row));
    }

    [Fact]
    public void A_choice_is_taken_by_name_or_code_and_names_alike_are_told_apart()
    {
        var village = Samples.Sheet.Columns[2];
        Assert.Equal("b", One(village, " 绿 水 村").Value);
        Assert.Equal("b", One(village, "lüshui").Value);
        Assert.Equal("c", One(village, "青山村（c）").Value);
        Assert.Contains("青山村 (a)、绿水村、青山村 (c)", One(village, "青山村").Reason);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(77)]
    public void Of_5000_messy_rows_every_bad_one_is_named_and_every_good_one_kept(int seed)
    {
        var random = new Random(seed);
        string[] goodDates = ["2026-01-05", "2026/1/5", "2026年1月5日", "2026.1.5", "20260105", "<c s=\"1\"><v>46027</v></c>", "<c><v>46027</v></c>"], badDates = ["2026-02-30", "不详", "<c t=\"e\"><v>#N/A</v></c>", "<c><f>A1</f></c>"];
        var (rows, bad, good) = (new List<string?[]> { new[] { "台账" }, new[] { "序号", "姓名", "身份证号", "金额（元）", "发放日期", "备注" } }, new List<int>(), new List<string>());
        for (var number = 3; number < 5003; number++)
        {
            var kind = random.Next(20);
            var date = kind == 0 ? badDates[random.Next(badDates.Length)] : goodDates[random.Next(goodDates.Length)];
            var name = kind == 1 ? null : $"户{number}";
            var amount = kind == 2 ? "三百" : random.Next(2) == 0 ? "1,234.50" : "<c><v>1234.5</v></c>";
            rows.Add(kind == 3 ? [$"{number - 2}"] : [$"{number - 2}", name, "110101199003077758", amount, date, random.Next(3) == 0 ? "说\n明" : null]);
            if (kind < 3)
            {
                bad.Add(number);
            }
            else if (kind > 3)
            {
                good.Add(name!);
            }
        }

        var reading = Samples.Read(Samples.Workbook(Samples.Rows(1, [.. rows])));

        Assert.Equal(bad, reading.Refused.Select(row => row.Place.Row));
        Assert.Equal(good, reading.Rows.Select(row => (string)row.Values[0]!));
        Assert.All(reading.Rows, row => Assert.Equal((123450L, new DateOnly(2026, 1, 5)), ((long)row.Values[5]!, (DateOnly)row.Values[6]!)));
        Assert.All(reading.Refused, row => Assert.All(row.Reasons, reason => Assert.StartsWith($"“Sheet1”第 {row.Place.Row} 行 ", reason.Words.Zh)));
    }

    [Fact]
    public void A_zip_bomb_is_refused_by_what_it_declares_and_by_what_comes_out()
    {
        var bomb = Samples.Workbook(Samples.Rows(1, ["姓名", "金额"], ["甲", "1"]) + new string(' ', 30_000_000));
        Assert.Contains("解压后过大", Samples.Read(bomb).Refusal!.Zh);

        // The same package claiming in its directory that every part is tiny.
        var liar = bomb.ToArray();
        for (var i = 0; i + 46 < liar.Length; i++)
        {
            if (liar.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8))
            {
                BitConverter.TryWriteBytes(liar.AsSpan(i + 24), 100);
            }
        }
        Assert.NotNull(Samples.Read(liar).Refusal);
        Assert.Contains("解压后过大", Samples.Read(Samples.Export([Samples.Zhang]), limits: new(MostUnpackedBytes: 2000)).Refusal!.Zh);
    }

    [Fact]
    public void Limits_are_said_in_words()
    {
        var table = Samples.Workbook(Samples.Rows(1, [.. Enumerable.Range(0, 60).Select(i => new[] { i == 0 ? "姓名" : $"户{i}", i == 0 ? "金额" : "1" })]));
        Assert.Contains("超过 10 行", Samples.Read(table, limits: new(MostRows: 10)).Refusal!.Zh);
        Assert.Contains("超过 1 列", Samples.Read(table, limits: new(MostColumns: 1)).Refusal!.Zh);
        Assert.Contains("超过 0 MB", Samples.Read(table, limits: new(MostBytes: 100)).Refusal!.Zh);
        Assert.Contains("超过 3 字", Samples.Read(Encoding.UTF8.GetBytes("姓名,金额\n甲乙丙丁,1\n"), "a.csv", limits: new(MostCellLength: 3)).Refusal!.Zh);
        Assert.Contains("共 51 字，最多 50 字", Reason(Samples.ReadText($"姓名,金额\n{new string('长', 51)},1\n")));
    }

    [Fact]
    public void What_is_not_a_table_is_refused_with_what_to_do()
    {
        Assert.Contains("实际是网页", Samples.Read("<html><table></table></html>"u8.ToArray(), "a.xls").Refusal!.Zh);
        Assert.Contains("不是表格", Samples.Read("%PDF-1.7"u8.ToArray(), "a.xlsx").Refusal!.Zh);
        Assert.Contains("不是表格", Samples.Read(Samples.Zip(("word/document.xml", "<a/>")), "a.xlsx").Refusal!.Zh);
        Assert.Contains("宏", Samples.Read(Samples.Zip(("xl/workbook.xml", "<a/>"), ("xl/vbaProject.bin", "x")), "a.xlsm").Refusal!.Zh);
        Assert.Contains("损坏", Samples.Read(Samples.Zip(("xl/workbook.xml", "<a")), "a.xlsx").Refusal!.Zh);
        Assert.Contains("损坏", Samples.Read([.. "PK\u0003\u0004"u8, 1, 2, 3], "a.xlsx").Refusal!.Zh);
        Assert.Contains("空文件", Samples.Read([], "a.xlsx").Refusal!.Zh);
        Assert.Contains("密码", Samples.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "a.xlsx").Refusal!.Zh);
        Assert.Contains("损坏", Samples.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "a.xls").Refusal!.Zh);
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public void A_line_with_damaged_letters_is_refused_and_the_others_are_kept(string encoding)
    {
        var coding = encoding == "UTF-8" ? new UTF8Encoding(false) : CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var lines = new List<byte>(coding.GetBytes("姓名,村,金额\n"));
        for (var i = 0; i < 40; i++)
        {
            // A byte that no letter begins with stands where a name was cut.
            lines.AddRange(i == 20 ? [.. coding.GetBytes("张")[..^1], 0xFF, .. coding.GetBytes(",绿水村,12.5\n")] : coding.GetBytes($"张{(char)('一' + i)},绿水村,12.5\n"));
        }

        var reading = Samples.Read([.. lines], "a.csv");

        Assert.Null(reading.Refusal);
        Assert.Equal(39, reading.Rows.Count);
        Assert.Contains("无法识别的字符", Assert.Single(reading.Refused).Reasons[0].Reason.Zh);
        Assert.Equal(22, reading.Refused[0].Place.Row);
        Assert.DoesNotContain(reading.Rows, r => ((string)r.Values[0]!).Contains('\uFFFD'));
    }

    [Fact]
    public void Hidden_rows_are_read_and_told_of()
    {
        var rows = Samples.Rows(1, ["姓名", "金额（元）"], ["张三", "1"], ["李四", "2"], ["王五", "3"]).Replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"");

        var reading = Samples.Read(Samples.Workbook(rows));

        Assert.Equal(3, reading.Rows.Count);
        Assert.Contains("1 行在表中是隐藏的", Assert.Single(reading.Remarks).Text.Zh);
        Assert.Equal(3, reading.Remarks[0].Place.Row);
    }
}
