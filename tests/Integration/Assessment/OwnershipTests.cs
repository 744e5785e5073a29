using Qinglian.Assessment.ReturnForms;
using Qinglian.Kernel;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Integration.Assessment;

/// <summary>L09: a field that is kept elsewhere is not asked for again, neither when it is entered nor when the form is published.</summary>
public sealed class OwnershipTests
{
    [Theory]
    [InlineData("新发现问题数（件）", "something else")]
    [InlineData("别的说法", "Number of issues found")]
    [InlineData("统一社会信用代码", "a code")]
    [InlineData("发现问题数", "trouble")]
    public async Task A_field_that_has_an_owner_is_refused(string zh, string en)
    {
        await using var months = await Months.OpenAsync();
        var refusals = await months.World.Registrar.AddAsync(Ids.New(months.World.Clock), new ReturnFieldRow("2", 1, "mine", zh, en, "件"), new(2026, 1, 1), null, months.Chief, default);

        Assert.IsType<KeptAlready>(Assert.Single(refusals));
    }

    [Fact]
    public async Task A_form_with_such_a_field_cannot_be_published_even_where_the_field_slipped_in()
    {
        await using var months = await Months.OpenAsync();
        var registrar = months.World.Registrar;
        Assert.Empty(await registrar.AddAsync(Ids.New(months.World.Clock), new ReturnFieldRow("2", 1, "visits", "走访困难群众", "visits to people in need", "户"), new(2025, 12, 20), null, months.Chief, default));
        Assert.Empty(await registrar.AddAsync(Ids.New(months.World.Clock), new ReturnFieldRow("2", 2, "found", "摸排线头", "ends of threads", "个"), new(2025, 12, 20), null, months.Chief, default));
        await months.World.Database.ExecuteAsync("alter table return_field disable trigger all; update return_field set name_zh = '新发现问题' where code = 'found'; alter table return_field enable trigger all");

        var refusals = await registrar.AddAsync(Ids.New(months.World.Clock), new ReturnFormRow("2", "新表", FormState.Published), new(2026, 1, 1), null, months.Chief, default);

        Assert.Contains(refusals, r => r is KeptAlready);
        Assert.Contains(refusals, r => r is Unfit && r.Words.En.Contains("1 of 2 fields exist already", StringComparison.Ordinal));
    }
}
