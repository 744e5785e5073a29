using Qinglian.Documents.Sheets;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Documents;

public sealed class RoundTripTests
{
    private static readonly string[] Awkward =
    [
        "张三", "=1+1", "+86 138", "-5", "@SUM(A1)", "\t=2", "'=x", "\"引号\",逗号;分号", "第一行\r\n第二行\n第三行", "  前后空格　", "000123", "110101199003077758",
        "_x0041_", "_x0041_x0042_", "<b>&amp;</b>", "𠮷野家", "合计", "１２３４Ａ", "无", "/", "是", "2026-01-05", "1E+10", "#REF!", "a\u0001b\u000Bc", "，", "序号", new string('长', 2000),
    ];

    private static LedgerRow Random(Random random, int key)
    {
        string Text() => random.Next(3) == 0
            ? string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(0x20, 0x9FA5)).Where(c => !char.IsSurrogate(c))) + "字"
            : Awkward[random.Next(Awkward.Length)];
        T? Maybe<T>(T value) where T : struct => random.Next(5) == 0 ? null : value;
        return Samples.Row($"key-{key}", "户" + (Text() is { Length: < 40 } name ? name : "主"), random.Next(4) == 0 ? null : Text(), ((string?[])["a", "b", "c", null])[random.Next(4)],
            Maybe(random.NextInt64(-1_000_000, long.MaxValue)), Maybe(new decimal(random.Next(), random.Next(), random.Next(4), random.Next(2) == 0, (byte)random.Next(10))),
            random.NextInt64(-1_000_000_000, 10_000_000_000_000), Maybe(DateOnly.FromDayNumber(random.Next(650_000, 760_000))), Maybe(random.Next(2) == 0), Text());
    }

    [Theory]
    [InlineData(1, Language.Chinese)]
    [InlineData(2, Language.English)]
    [InlineData(3, Language.Chinese)]
    [InlineData(4, Language.English)]
    public void Whatever_goes_out_comes_back_without_a_difference(int seed, Language language)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 200).Select(i => Random(random, i)).ToList();

        var reading = Samples.Read(Samples.Export(rows, language: language));

        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Refused.SelectMany(row => row.Reasons).Select(reason => reason.Words.En));
        Assert.Equal(200, reading.Rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(rows[i].Values.Select((value, c) => CellValue.Canonical(Samples.Sheet.Columns[c], value)), reading.Rows[i].Values);
        }
        var differences = RoundTrip.Compare(Samples.Sheet, rows, reading);
        Assert.Empty(differences.Changed);
        Assert.Empty(differences.Added);
        Assert.Empty(differences.Missing);
        Assert.Empty(differences.Conflicts);
        Assert.Equal(200, differences.Unchanged);
    }

    [Fact]
    public void Text_that_looks_like_a_formula_is_written_as_text_and_never_as_a_formula()
    {
        var package = Samples.Export([Samples.Row("k", "=HYPERLINK(\"http://x\",\"y\")", "+1", null, null, null, 1L, null, null, "@cmd")], Samples.Sheet with { Totals = [] });

        var sheet = Samples.Part(package, "xl/worksheets/sheet1.xml");
        Assert.DoesNotContain("<x:f>", sheet);
        Assert.DoesNotContain("<f>", sheet);
        Assert.Equal(3, sheet.Split($"s=\"{6}\"").Length - 1);
    }

    [Fact]
    public void A_changed_cell_is_the_only_difference()
    {
        var rows = new[] { Samples.Zhang, Samples.Row("k2", "李四", null, null, null, null, 100L, null, null, null) };
        var edited = Samples.Edit(Samples.Export(rows), xml => xml.Replace("李四", "李四光"));

        var differences = RoundTrip.Compare(Samples.Sheet, rows, Samples.Read(edited));

        var change = Assert.Single(differences.Changed);
        Assert.Equal(("k2", "r1", 5), (change.Key, change.Revision, change.Place.Row));
        var cell = Assert.Single(change.Cells);
        Assert.Equal(("name", (object?)"李四", (object?)"李四光"), (cell.Column.Code, cell.Old, cell.New));
        Assert.Equal(1, differences.Unchanged);
        Assert.Empty(differences.Conflicts);
    }

    [Fact]
    public void A_cell_changed_on_both_sides_is_a_conflict_and_one_changed_only_in_the_system_is_left_alone()
    {
        var exported = new[] { Samples.Zhang, Samples.Row("k2", "李四", null, null, 1L, null, 100L, null, null, null) };
        var edited = Samples.Edit(Samples.Export(exported), xml => xml.Replace("李四", "李四光").Replace("张三", "张叁"));
        var now = new[]
        {
            Samples.Zhang with { Revision = "r2", Values = [.. Samples.Zhang.Values.Select(value => value is 4L ? 5L : value)] },
            new LedgerRow("k2", "r7", ["李思", null, null, 1L, null, 100L, null, null, null]),
        };

        var differences = RoundTrip.Compare(Samples.Sheet, now, Samples.Read(edited));

        var merged = Assert.Single(differences.Changed);
        Assert.Equal(("k1", "r2", "name"), (merged.Key, merged.Revision, Assert.Single(merged.Cells).Column.Code));
        var conflict = Assert.Single(differences.Conflicts);
        Assert.Equal(("k2", "r7"), (conflict.Key, conflict.Revision));
        Assert.Equal(("李思", "李四光"), ((string)Assert.Single(conflict.Cells).Old!, (string)conflict.Cells[0].New!));
    }

    [Fact]
    public void A_row_that_does_not_come_back_is_reported_and_a_row_of_tomorrow_is_not_missed()
    {
        var exported = new[] { Samples.Zhang, Samples.Row("k2", "李四", null, null, null, null, 100L, null, null, null) };
        var edited = Samples.Edit(Samples.Export(exported), xml => System.Text.RegularExpressions.Regex.Replace(xml, "(?s)<x:row r=\"5\".*?</x:row>", ""));
        var now = exported.Append(Samples.Row("k3", "王五", null, null, null, null, 1L, null, null, null));

        var differences = RoundTrip.Compare(Samples.Sheet, now, Samples.Read(edited));

        Assert.Equal("k2", Assert.Single(differences.Missing).Key);
        Assert.Equal(1, differences.Unchanged);
    }

    [Fact]
    public void A_copied_row_with_new_content_is_a_new_row()
    {
        var edited = Samples.Edit(Samples.Export([Samples.Zhang]), xml =>
        {
            var row = System.Text.RegularExpressions.Regex.Match(xml, "(?s)<x:row r=\"4\".*?</x:row>").Value;
            return xml.Replace(row, row + row.Replace("r=\"4\"", "r=\"5\"").Replace("4\" ", "5\" ").Replace("张三", "张小三"));
        });

        var differences = RoundTrip.Compare(Samples.Sheet, [Samples.Zhang], Samples.Read(edited));

        var added = Assert.Single(differences.Added);
        Assert.Equal("张小三", added.Values[0]);
        Assert.Null(added.Key);
        Assert.Equal(1, differences.Unchanged);
    }

    [Fact]
    public void Two_changed_copies_of_one_row_are_refused_because_nobody_can_tell_the_original()
    {
        var edited = Samples.Edit(Samples.Export([Samples.Zhang]), xml =>
        {
            var row = System.Text.RegularExpressions.Regex.Match(xml, "(?s)<x:row r=\"4\".*?</x:row>").Value;
            return xml.Replace(row, row.Replace("张三", "甲") + row.Replace("r=\"4\"", "r=\"5\"").Replace("张三", "乙"));
        });

        var differences = RoundTrip.Compare(Samples.Sheet, [Samples.Zhang], Samples.Read(edited));

        Assert.Equal(2, differences.Refused.Count);
        Assert.Contains("4、5", differences.Refused[0].Reasons[0].Words.Zh);
        Assert.Empty(differences.Changed);
    }

    [Fact]
    public void An_emptied_row_deletes_nothing()
    {
        var edited = Samples.Edit(Samples.Export([Samples.Zhang]), xml => System.Text.RegularExpressions.Regex.Replace(xml, "(?s)<x:c r=\"[A-J]4\"[^>]*>.*?</x:c>", ""));
        var reading = Samples.Read(edited);

        Assert.Empty(reading.Refused);
        Assert.Contains("清空", Assert.Single(reading.Remarks, remark => remark.Place.Row == 4).Text.Zh);
        Assert.Equal("k1", Assert.Single(RoundTrip.Compare(Samples.Sheet, [Samples.Zhang], reading).Missing).Key);
    }

    [Fact]
    public void A_row_that_is_not_among_the_current_ones_is_refused()
    {
        var differences = RoundTrip.Compare(Samples.Sheet, [], Samples.Read(Samples.Export([Samples.Zhang])));

        Assert.Contains("不存在", Assert.Single(Assert.Single(differences.Refused).Reasons).Words.Zh);
    }

    [Fact]
    public void A_table_of_another_list_is_refused_as_a_whole()
    {
        var other = Samples.Export([Samples.Zhang], Samples.Sheet with { Code = "other" });

        Assert.NotNull(RoundTrip.Compare(Samples.Sheet, [Samples.Zhang], Samples.Read(other)).Refusal);
    }

    [Fact]
    public void A_text_too_long_for_a_cell_comes_back_without_a_difference_and_cannot_be_shortened_by_a_table()
    {
        var row = Samples.Row("k", "张三", null, null, null, null, 1L, null, null, new string('长', 40_000));
        var package = Samples.Export([row]);

        Assert.Equal(1, RoundTrip.Compare(Samples.Sheet, [row], Samples.Read(package)).Unchanged);

        var edited = Samples.Read(Samples.Edit(package, xml => xml.Replace("长长长", "短")));
        var refused = Assert.Single(RoundTrip.Compare(Samples.Sheet, [row], edited).Refused);
        Assert.Contains("系统中修改", refused.Reasons[0].Words.Zh);
    }

    [Fact]
    public void A_column_that_the_table_leaves_out_is_not_a_change_to_nothing()
    {
        var fewer = Samples.Sheet with { Columns = [.. Samples.Sheet.Columns.Take(6)] };
        var package = Samples.Export([Samples.Zhang with { Values = [.. Samples.Zhang.Values.Take(6)] }], fewer);

        var differences = RoundTrip.Compare(Samples.Sheet, [Samples.Zhang], Samples.Read(package));

        Assert.Equal(1, differences.Unchanged);
        Assert.Empty(differences.Changed);
    }

    [Fact]
    public void A_failure_file_is_mended_and_sent_again()
    {
        var rows = new[] { Samples.Zhang, Samples.Row("k2", "李四", "110101199003077758", null, 3L, null, 100L, new DateOnly(2026, 2, 1), null, null) };
        var broken = Samples.Edit(Samples.Export(rows), xml => xml.Replace(">李四<", ">李四光<").Replace("<x:v>46054</x:v>", "<x:v>2026.2</x:v>").Replace("s=\"10\"><x:v>2026.2", "><x:v>2026.2"));
        var reading = Samples.Read(broken);
        var refused = Assert.Single(reading.Refused);
        Assert.Equal("2026.2", refused.Cells[6]);

        using var failures = new MemoryStream();
        FailureSheet.Write(failures, Samples.Sheet, RoundTrip.Compare(Samples.Sheet, rows, reading).Refused, Samples.Heading(), reading.Origin);
        Assert.Contains("错误原因", Samples.Part(failures.ToArray(), "xl/worksheets/sheet1.xml"));
        Assert.Contains("日期不完整", Samples.Part(failures.ToArray(), "xl/worksheets/sheet1.xml"));

        var again = Samples.Read(Samples.Edit(failures.ToArray(), xml => xml.Replace("2026.2<", "2026年2月3日<")));
        Assert.Empty(again.Refused);
        Assert.Empty(again.Unknown);
        var differences = RoundTrip.Compare(Samples.Sheet, rows, again);
        var change = Assert.Single(differences.Changed);
        Assert.Equal(["name", "paid"], change.Cells.Select(cell => cell.Column.Code));
        Assert.Equal(new DateOnly(2026, 2, 3), change.Cells[1].New);
        Assert.Empty(differences.Missing);
    }

    [Fact]
    public void A_refused_new_row_keeps_what_was_typed_in_the_failure_file()
    {
        var reading = Samples.ReadText("姓名,人数,金额,村,发放日期\n张三,三个,12,青水村,2026-02-30\n李四,2,12.5,绿水村,2026/3/1\n");
        Assert.Single(reading.Rows);
        using var failures = new MemoryStream();
        FailureSheet.Write(failures, Samples.Sheet, reading.Refused, Samples.Heading(), reading.Origin);

        var again = Samples.Read(Samples.Edit(failures.ToArray(), xml => xml.Replace(">三个<", ">3<").Replace(">青水村<", ">绿水村<").Replace("2026-02-30", "2026-02-28")));

        Assert.Equal(["张三", null, "b", 3L, null, 1200L, new DateOnly(2026, 2, 28), null, null], Assert.Single(again.Rows).Values);
    }
}
