using Qinglian.Assessment;
using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.Bulletins;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Foundation;
using Qinglian.Kernel;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities;
using Qinglian.Warnings;

namespace Qinglian.Tests.Unit.Assessment;

/// <summary>Sums, small counts, due days, and who keeps which field.</summary>
public sealed class CountsTests
{
    private static readonly Kernel.Module[] Modules = [new FoundationModule(), new ResponsibilitiesModule(), new WarningsModule(), new AssessmentModule()];

    [Fact]
    public void A_single_small_count_takes_another_with_it_so_that_the_sum_does_not_tell()
    {
        Assert.Equal([null, null, 9], SmallCounts.Of([1, 4, 9], 3));
        Assert.Equal([null, null, 9], SmallCounts.Of([1, 2, 9], 3));
        Assert.Equal([0, 4, 9], SmallCounts.Of([0, 4, 9], 3));
        Assert.Equal([null, null, 0], SmallCounts.Of([0, 2, 0], 3));
    }

    [Theory]
    [InlineData(Measure.Share, 40, 0, 0, 0, 40)]
    [InlineData(Measure.Share, 40, 0, 7, 1, 35)]
    [InlineData(Measure.PerCase, 20, 5, 3, 0, 5)]
    [InlineData(Measure.PerCase, 20, 5, 9, 0, 0)]
    [InlineData(Measure.ReturnInTime, 20, 10, 1, 0, 20)]
    [InlineData(Measure.ReturnInTime, 20, 10, 0, 1, 10)]
    [InlineData(Measure.ReturnInTime, 20, 10, 0, 2, 0)]
    [InlineData(Measure.ReturnGiven, 40, 0, 1, 0, 40)]
    public void Each_measure_gives_the_points_its_formula_says(Measure measure, int weight, int step, int good, int bad, int points)
    {
        var line = new AppraisalLine("x", new("项目", "item"), weight, measure, null, null, step, good, bad, "");

        Assert.Equal(points, line.Points);
        Assert.NotEqual("", Scoring.Sum(line).En);
    }

    [Fact]
    public void The_fifth_counts_and_a_rest_day_moves_nothing_unless_the_organ_says_otherwise()
    {
        // 5 April 2026 is the holiday of Qingming.
        var march = Period.Month(2026, 3);
        SettingValues Set(params (Setting Setting, string Value)[] values) => new(values.ToDictionary(v => v.Setting.Code, v => (v.Value, 1)));

        Assert.Equal(new DateOnly(2026, 4, 5), ReturnSettings.DueFor(march, SettingValues.Defaults, WorkingCalendar.Bundled).On);
        Assert.Equal(new DateOnly(2026, 4, 4), ReturnSettings.DueFor(march, Set((ReturnSettings.DayCounts, "false")), WorkingCalendar.Bundled).On);
        Assert.Equal(new DateOnly(2026, 4, 7), ReturnSettings.DueFor(march, Set((ReturnSettings.RestDays, nameof(RestDayRule.MovesToNextWorkingDay))), WorkingCalendar.Bundled).On);
        Assert.Equal(new DateOnly(2026, 4, 8), ReturnSettings.DueFor(march, Set((ReturnSettings.Day, "8")), WorkingCalendar.Bundled).On);
    }

    [Fact]
    public void No_figure_is_declared_twice_and_each_bears_the_name_of_its_module()
    {
        Assert.All(Modules, m => Assert.All(m.Indicators, i => Assert.StartsWith(m.Code + ".", i.Code, StringComparison.Ordinal)));
        var names = Modules.SelectMany(m => m.Indicators).SelectMany(i => (string[])[i.Name.Zh, i.Name.En, .. i.AlsoCalled.SelectMany(a => (string[])[a.Zh, a.En])]).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void No_figure_is_of_persons_or_of_what_they_think()
    {
        string[] wrong = ["态度", "思想", "忠诚", "满意", "情绪", "个人", "人均", "attitude", "loyal", "belief", "ranking", "per person"];
        Assert.All(Modules.SelectMany(m => m.Indicators).SelectMany(i => (Words[])[i.Name, i.Definition]), words => Assert.DoesNotContain(wrong, w => words.Zh.Contains(w, StringComparison.Ordinal) || words.En.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_forms_that_come_with_the_program_ask_for_nothing_that_is_kept_elsewhere()
    {
        var owners = new FieldOwners(Modules);
        var fields = new ReturnFieldRegister().FirstRows.Cast<ReturnFieldRow>().ToList();

        Assert.All(fields, field => Assert.Null(FieldChecks.Of(field, owners)));
        Assert.All(fields.Where(f => f.NameZh is null), field => Assert.NotNull(owners.Indicator(field.Code)));
    }

    [Fact]
    public void The_plan_that_comes_with_the_program_makes_a_hundred_from_figures_that_exist()
    {
        var owners = new FieldOwners(Modules);
        var items = new AppraisalItemRegister().FirstRows.Cast<AppraisalItemRow>().ToList();

        Assert.Equal(100, items.Sum(i => i.Weight));
        Assert.All(items.SelectMany(i => (string?[])[i.Indicator, i.Against]).OfType<string>(), code => Assert.NotNull(owners.Indicator(code)));
    }
}
