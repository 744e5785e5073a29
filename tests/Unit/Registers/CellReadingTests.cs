using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Tests.Unit.Registers;

public sealed class CellReadingTests
{
    private sealed record Sample(
        [Words("文字", "Text")] string Text, [Words("长文", "Prose"), Prose] string? Prose, [Words("数", "Number")] int? Number, [Words("额", "Amount")] decimal? Amount,
        [Words("是否", "Flag")] bool? Flag, [Words("日期", "Day")] DateOnly? Day, [Words("类别", "Kind")] UnitKind? Kind, [Words("职责", "Duty")] Duty? Duty,
        [Words("单位", "Unit")] UnitId? Unit, [Words("人员", "Person")] PersonId? Person);

    private sealed class SampleRegister : Register<Sample>
    {
        public SampleRegister() : base("rows", new("行", "Rows")) => KnownBy(nameof(Sample.Text));
    }

    private static readonly SampleRegister Register = new();

    private static readonly PersonId Zhang = new(new("01900000-0000-7000-8000-000000000001"));

    private static readonly References Known = new References()
        .Add(new UnitId(1), "320999", "清川县", null).Add(new UnitId(2), "T1", "甲镇", new UnitId(1)).Add(new UnitId(3), "T2", "乙镇", new UnitId(1))
        .Add(new UnitId(4), "V1", "东村", new UnitId(2)).Add(new UnitId(5), "V2", "东村", new UnitId(3)).Add(new UnitId(6), "T9", "甲镇", new UnitId(1), stands: false)
        .Add(Zhang, "A-001");

    private static (object? Value, Refusal? Refusal) Read(string column, object? cell) => CellReading.Read(Register[column], cell, Known);

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026/3/5")]
    [InlineData("2026.3.5")]
    [InlineData("2026年3月5日")]
    [InlineData("2026年 3月 5日")]
    [InlineData("２０２６－０３－０５")]
    [InlineData("20260305")]
    [InlineData(" 2026-3-5 00:00:00 ")]
    public void Days_are_read_as_people_write_them(string text) => Assert.Equal(new DateOnly(2026, 3, 5), Read("Day", text).Value);

    [Theory]
    [InlineData("2026-2-30")]
    [InlineData("2026年3月")]
    [InlineData("46086")]
    [InlineData("明天")]
    [InlineData("05/03/2026")]
    [InlineData("0001-01-01")]
    public void What_may_be_another_day_is_not_guessed_at(string text)
    {
        var (value, refusal) = Read("Day", text);

        Assert.Null(value);
        Assert.Equal("Day", refusal!.Field);
        Assert.Contains(text, refusal.Words.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flag", "是", true)]
    [InlineData("Flag", "No", false)]
    [InlineData("Number", "１，２００", null)]
    [InlineData("Number", "1,200", 1200)]
    [InlineData("Number", "1.5", null)]
    [InlineData("Kind", "乡镇(街道)", UnitKind.Town)]
    [InlineData("Kind", "county department", UnitKind.Department)]
    [InlineData("Kind", "town", UnitKind.Town)]
    [InlineData("Kind", "镇", null)]
    [InlineData("Text", " 清川\r\n县　", "清川 县")]
    public void Values_are_read_in_either_language(string column, string text, object? expected) => Assert.Equal(expected, Read(column, text).Value);

    [Fact]
    public void A_number_the_sheet_knew_as_one_keeps_its_digits()
    {
        Assert.Equal("320999", Read("Text", 320999.0).Value);
        Assert.Equal(7, Read("Number", 7.0).Value);
        Assert.Equal(12.5m, Read("Amount", 12.5).Value);
        Assert.Equal(new DateOnly(2026, 3, 5), Read("Day", new DateOnly(2026, 3, 5)).Value);
        Assert.Equal(true, Read("Flag", true).Value);
    }

    [Fact]
    public void An_empty_cell_is_nothing_and_a_required_one_says_so()
    {
        Assert.Equal((null, null), Read("Number", "　"));
        Assert.IsType<MustBeFilledIn>(Read("Text", null).Refusal);
        Assert.Equal("Text", Read("Text", "").Refusal!.Field);
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused_whole()
    {
        Assert.NotNull(Read("Text", new string('长', 201)).Refusal);
        Assert.Null(Read("Prose", new string('长', 4000)).Refusal);
    }

    [Theory]
    [InlineData("320999", 1)]
    [InlineData("t1", 2)]
    [InlineData("清川县", 1)]
    [InlineData("甲镇", 2)]
    [InlineData("甲镇/东村", 4)]
    [InlineData("清川县／乙镇／东村", 5)]
    public void Units_are_named_by_code_or_name_or_the_names_from_above(string text, int unit) => Assert.Equal(new UnitId(unit), Read("Unit", text).Value);

    [Theory]
    [InlineData("东村")]
    [InlineData("丙镇/东村")]
    [InlineData("/")]
    [InlineData("西村")]
    public void A_unit_that_is_not_clear_is_not_guessed_at(string text) => Assert.Equal("Unit", Read("Unit", text).Refusal!.Field);

    [Fact]
    public void What_is_written_is_read_back_in_both_languages() => FsCheck.Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Samples().ToArbitrary(),
        row => Enum.GetValues<Language>().All(language => Register.Columns.All(column =>
        {
            var value = column.Get(row);
            var (read, refusal) = CellReading.Read(column, column.Format(value, language, Known), Known);
            return refusal is null && Equals(read, value) && Equals(column.Restore(column.Store(value)), value);
        }))));

    private static Gen<Sample> Samples() =>
        from text in Gen.Elements("交通局", "A-1", "第 7 组")
        from number in Gen.Choose(-2_000_000, 2_000_000)
        from cents in Gen.Choose(-9_999_999, 9_999_999)
        from flag in Gen.Elements(true, false)
        from day in Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2200, 12, 31).DayNumber)
        from kind in Gen.Elements(Enum.GetValues<UnitKind>())
        from duty in Gen.Elements(Duties.All.ToArray())
        from unit in Gen.Choose(1, 5)
        from filled in Gen.Elements(true, false)
        select filled
            ? new Sample(text, "第一行\n第二行", number, cents / 100m, flag, DateOnly.FromDayNumber(day), kind, duty, new UnitId(unit), Zhang)
            : new Sample(text, null, null, null, null, null, null, null, null, null);

    [Fact]
    public void Headings_are_found_in_either_language_and_what_means_nothing_is_named()
    {
        var (heading, problems) = Heading.Read(Register, ["序号", " 文字* ", "Day", "起始日期", ""]);

        Assert.Empty(problems);
        Assert.Equal(["序号"], heading!.Ignored);
        Assert.Equal((1, 2, 3), (heading.Places[Register["Text"]], heading.Places[Register["Day"]], heading.Begins));
    }
}
