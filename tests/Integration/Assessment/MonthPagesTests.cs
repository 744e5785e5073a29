using System.Diagnostics;
using System.Net;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Tests.Integration.Pages;

namespace Qinglian.Tests.Integration.Assessment;

/// <summary>The monthly loop in a browser without scripts; today is whatever day it is.</summary>
public sealed class MonthPagesTests(ITestOutputHelper output)
{
    private static readonly string[] Asked = ["reports-received", "reports-true"];

    [Fact]
    public async Task A_clerk_sends_a_zero_return_with_one_tick_corrects_it_and_sees_both()
    {
        await using var office = await OpenAsync();
        var month = Period.Of(PeriodKind.Month, office.Today).Previous;
        await office.Get<Returns>().OpenAsync(month, default);
        var @return = (await office.Get<Returns>().ReadAsync([month], [office.Town], Actor.System, default)).Single();
        var clerk = office.Browse(office.TownOffice);
        var fill = $"/assessment/returns/{@return.Id}/fill";

        Assert.Contains("系统按记录统计，请核对", await clerk.GoAsync(fill), StringComparison.Ordinal);
        var page = await clerk.SendAsync(fill, ("figure:reports-received", "两件"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("请填写整数。", page, StringComparison.Ordinal);
        Assert.Contains("value=\"两件\"", page, StringComparison.Ordinal);
        await clerk.SendAsync(fill, ("figure:reports-received", ""), (nameof(SendReturn.Zero), "true"));
        Assert.Contains("已报送（锁定）", clerk.Page, StringComparison.Ordinal);

        var correct = $"/assessment/returns/{@return.Id}/correct";
        await clerk.GoAsync(clerk.LinkTo(correct));
        await clerk.SendAsync(correct, ("figure:reports-received", "1"), ("figure:reports-true", "0"), (nameof(SendReturn.Zero), ""), ("reason", ""));
        Assert.Contains("请填写“更正理由”", clerk.Page, StringComparison.Ordinal);
        await clerk.SendAsync(correct, ("figure:reports-received", "1"), ("figure:reports-true", "0"), (nameof(SendReturn.Zero), ""), ("reason", "漏计一件"));
        Assert.Contains("（原稿 0）", clerk.Page, StringComparison.Ordinal);
        Assert.True(clerk.HasLink($"/dossiers/{@return.Id}"));

        // Two forms were accepted; the account of forms knows that and nobody's name.
        Assert.Equal(2, await office.Database.AskAsync<long>("select sum(sent)::bigint from form_use where form like 'monthly-return/%'"));
    }

    [Fact]
    public async Task A_draft_is_kept_and_a_table_fills_what_is_not_sent_yet()
    {
        await using var office = await OpenAsync();
        var month = Period.Of(PeriodKind.Month, office.Today).Previous;
        await office.Get<Returns>().OpenAsync(month, default);
        var @return = (await office.Get<Returns>().ReadAsync([month], [office.Town], Actor.System, default)).Single();
        var clerk = office.Browse(office.TownOffice);
        var fill = $"/assessment/returns/{@return.Id}/fill";
        await clerk.GoAsync(fill);
        await clerk.SendToAsync(fill, $"/assessment/returns/{@return.Id}/keep", ("figure:reports-received", "4"));
        Assert.Contains("已暂存", clerk.Page, StringComparison.Ordinal);

        var table = await clerk.FileAsync($"/assessment/returns/export?year={month.Year}");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.GoAsync("/assessment/returns/import");
        await clerk.UploadAsync("/assessment/returns/import", "returns.xlsx", table);
        Assert.Contains("没有需要合并的内容", await clerk.WaitAsync(), StringComparison.Ordinal);

        await clerk.GoAsync("/assessment/returns/import");
        await clerk.UploadAsync("/assessment/returns/import", "returns.xlsx", RegisterPagesTests.Typed(table, ("柳林镇", 'G', "6")));
        await clerk.WaitAsync();
        await clerk.SendAsync(clerk.Here.PathAndQuery);
        await clerk.WaitAsync();
        Assert.Equal(6, (await office.Get<Returns>().ReadAsync([month], [office.Town], Actor.System, default)).Single().Typed["reports-received"]);
    }

    [Fact]
    public async Task A_year_of_months_for_200_units_opens_in_under_a_second()
    {
        await using var office = await OpenAsync();
        for (var n = 0; n < 200; n++) await office.UnitAsync($"d{n:000}", $"第{n + 1}局", UnitKind.Department, office.County);
        await office.Get<Qinglian.Data.Registers.LiveRules>().RefreshAsync(default);
        var year = Period.Of(PeriodKind.Month, office.Today).Previous.Year;
        var opened = 0;
        for (var n = 1; n <= Period.Of(PeriodKind.Month, office.Today).Previous.Number; n++) opened += await office.Get<Returns>().OpenAsync(Period.Month(year, n), default);
        var browser = office.Browse(office.Supervisor);
        await browser.GoAsync($"/assessment/returns?year={year}");

        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await browser.GoAsync($"/assessment/returns?year={year}");
            best = Stopwatch.GetElapsedTime(began) is var took && took < best ? took : best;
        }

        output.WriteLine($"{opened} returns, {best.TotalMilliseconds:0} ms, {browser.Page.Length / 1024} KB");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("第200局", browser.Page, StringComparison.Ordinal);
        Assert.True(best < TimeSpan.FromSeconds(1), best.ToString());
    }

    [Theory]
    [InlineData("/assessment/returns")]
    [InlineData("/assessment/figures")]
    [InlineData("/assessment/figures?span=year")]
    [InlineData("/assessment/rows")]
    [InlineData("/assessment/rows?figure=warnings.alerts-raised")]
    [InlineData("/assessment/appraisals")]
    [InlineData("/assessment/bulletins")]
    [InlineData("/assessment/bulletins/draft")]
    [InlineData("/assessment/burden")]
    [InlineData("/registers/return-field")]
    [InlineData("/registers/appraisal-plan")]
    public async Task Every_page_reads_in_both_languages(string address)
    {
        await using var office = await OpenAsync();
        await office.Get<Returns>().OpenAsync(Period.Of(PeriodKind.Month, office.Today).Previous, default);
        foreach (var language in (string[])["zh", "en"])
        {
            var browser = office.Browse(office.Supervisor, language);
            await browser.GoAsync(address);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }
    }

    private static async Task<Office> OpenAsync()
    {
        var office = await Office.OpenAsync();
        foreach (var (code, at) in Asked.Select((a, i) => (a, i))) await office.AddAsync(new ReturnFieldRow("0", at, code, $"收到的第{at}类来信", $"letters of kind {at}", "件"));
        await office.AddAsync(new ReturnFieldRow("0", 9, "responsibilities.items-given"));
        await office.AddAsync(new ReturnFormRow("0", "测试月报", FormState.Published));
        await office.Get<Qinglian.Data.Registers.LiveRules>().RefreshAsync(default);
        return office;
    }
}
