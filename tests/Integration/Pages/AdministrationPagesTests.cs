using System.Net;
using System.Text;
using Qinglian.Foundation.Cycles;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Organisation, coverage, settings, published years and recurring dates.</summary>
public sealed class AdministrationPagesTests
{
    [Fact]
    public async Task A_gap_in_the_coverage_becomes_a_task_once()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.Supervisor);

        await browser.GoAsync("/organisation/coverage");
        Assert.Contains("清河县教育局", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo($"/organisation/coverage/task?unit={office.Bureau}&kind=Dedicated"));
        await browser.SendAsync("/organisation/coverage/task", ("due", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync("/organisation/coverage/task", ("due", "2030-01-01"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("清河县教育局缺少", browser.Page, StringComparison.Ordinal);

        await browser.GoAsync("/organisation/coverage");
        Assert.False(browser.HasLink($"task?unit={office.Bureau}&kind=Dedicated"));
        Assert.Contains("WT-", browser.Page, StringComparison.Ordinal);

        // With the mandate entered the gap is gone.
        await office.AddAsync(new MandateRow(office.County, office.Bureau, SupervisionKind.Overall, false));
        Assert.DoesNotContain($"kind=Overall\"", (await browser.GoAsync("/organisation/coverage?kind=Department")), StringComparison.Ordinal);
        var clerk = office.Browse(office.Clerk);
        await clerk.GoAsync("/organisation/coverage");
        Assert.False(clerk.HasLink("/organisation/coverage/task"));
    }

    [Fact]
    public async Task The_tree_and_the_page_of_a_unit_show_what_lies_there()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);

        await browser.GoAsync("/organisation");
        await browser.GoAsync(browser.LinkTo($"/organisation/{office.Town}"));
        Assert.Contains("郑镇办", browser.Page, StringComparison.Ordinal);
        Assert.Contains("东村", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync("/organisation/covered");
        Assert.Contains("0%", browser.Page.Replace("0.0%", "0%", StringComparison.Ordinal), StringComparison.Ordinal);
        await browser.GoAsync("/organisation/999");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task A_setting_changes_with_a_reason_and_only_by_the_administrator_it_belongs_to()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.Administrator);

        await browser.GoAsync("/admin");
        await browser.GoAsync(browser.LinkTo("/admin/settings"));
        await browser.GoAsync(browser.LinkTo("/admin/settings/responsibilities.accept"));
        await browser.SendAsync("/admin/settings/responsibilities.accept", ("Value", "五天"), ("Reason", "试行"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("试行", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/admin/settings/responsibilities.accept", ("Value", "5wd"), ("Reason", "按县里通知"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("按县里通知", browser.Page, StringComparison.Ordinal);
        Assert.Equal("5wd", office.Get<IRules>().Settings[Qinglian.Responsibilities.Items.ItemSettings.Accept]);

        var security = office.Browse(office.Security);
        await security.GoAsync("/admin/settings/responsibilities.accept");
        Assert.DoesNotContain("name=\"Value\"", security.Page, StringComparison.Ordinal);
        var clerk = office.Browse(office.Clerk);
        await clerk.GoAsync("/admin/settings");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    [Fact]
    public async Task A_year_that_is_published_comes_in_and_one_with_an_error_does_not()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.Administrator);
        var year = office.Get<IRules>().Calendar.Years.Max(y => y.Year) + 1;
        await browser.GoAsync("/admin/calendar");

        await browser.UploadAsync("/admin/calendar", "y.json", Encoding.UTF8.GetBytes($$"""{ "format": "qinglian-calendar/1", "years": [ { "year": {{year}}, "notices": [], "holidays": [ {"name": "元旦", "from": "{{year}}-01-05", "to": "{{year}}-01-01"} ], "worked": [] } ] }"""), ("Source", "试"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.False(office.Get<IRules>().Calendar.IsPublished(year));

        await browser.UploadAsync("/admin/calendar", "y.json", Encoding.UTF8.GetBytes($$"""{ "format": "qinglian-calendar/1", "years": [ { "year": {{year}}, "notices": [], "holidays": [ {"name": "元旦", "from": "{{year}}-01-01", "to": "{{year}}-01-03"} ], "worked": [] } ] }"""), ("Source", "国办发明电"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.True(office.Get<IRules>().Calendar.IsPublished(year));
    }

    [Fact]
    public async Task A_clerk_sets_recurring_dates_and_the_calendar_shows_them_lunar_ones_too()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.Clerk);

        await browser.GoAsync("/registers/cycle-rule/add");
        await browser.SendAsync("/registers/cycle-rule/add", ("Unit", office.Village.ToString()), ("Name", "村务公开"), ("Cycle", "有空就办"), ("Duty", "village-clerk"), ("Ahead", "3"), ("BeginsOn", "2020-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync("/registers/cycle-rule/add", ("Cycle", "每月5日前"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.GoAsync("/registers/cycle-rule/add");
        await browser.SendAsync("/registers/cycle-rule/add", ("Unit", office.Village.ToString()), ("Name", "节前提醒"), ("Cycle", "中秋前10日"), ("Duty", "village-clerk"), ("Ahead", "60"), ("BeginsOn", "2020-01-01"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);

        // Mid-Autumn 2026 is 25 September.
        await browser.GoAsync("/calendar/cycles?year=2026");
        Assert.Contains("2026-09-15", browser.Page, StringComparison.Ordinal);
        Assert.Contains("2026-03-05", browser.Page, StringComparison.Ordinal);
        Assert.Contains("节前提醒", await browser.GoAsync("/calendar?month=2026-09"), StringComparison.Ordinal);
        Assert.DoesNotContain("节前提醒", await office.Browse(office.TownOffice).GoAsync("/calendar?month=2026-09"), StringComparison.Ordinal);

        var job = office.Get<IEnumerable<IJob>>().OfType<CycleDueJob>().Single();
        var morning = new DateOnly(2026, 9, 3);
        for (var i = 0; i < 2; i++) await job.RunAsync(new(new(morning.ToDateTime(new(9, 0)), TimeSpan.FromHours(8)), morning, (_, _) => { }), default);
        Assert.Equal(2, await office.Database.AskAsync<long>("select count(*) from outbox where payload->>'zh' like '%到期%' and payload->>'duty' = 'village-clerk'"));
    }
}
