using System.Globalization;
using Microsoft.Playwright;

namespace Qinglian.Tests.Browser;

/// <summary>What a bureau plans for a year and what its leaders meet about, from the first draft to the paper.</summary>
public sealed class DutyJourneys(LiveSite site)
{
    private const string Bureau = "财政局";

    // The county lies in one zone, eight hours ahead, all the year round.
    private static DateTime Today => DateTime.UtcNow.AddHours(8).Date;

    [Fact]
    public async Task A_bureau_plans_its_year_links_it_to_business_has_it_approved_published_and_prints_planned_and_done()
    {
        var year = Today.Year + 1;
        await using var office = await site.VisitAsync();
        await office.SignInAsync("办公室经办", Bureau);
        await office.GoAsync($"/open/annual-plan/StartPlan?Year={year}");
        await office.Page.Locator("select[name=Unit]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.Page.Locator("[name=Year]").FillAsync($"{year}");
        await office.Page.Locator("[name=Aim]").FillAsync("党建与业务同部署、同推进、同考核。");
        await office.SendAsync();
        await office.Page.WaitForURLAsync("**/dossiers/**");
        var plan = new Uri(office.Page.Url).AbsolutePath;

        await office.DoAsync(plan, "AddLine", ("Goal", "惠农补贴资金全程公开"), ("WeakSpot", "公示不及时"), ("Measure", "按季公示，逐户核对。"), ("Business", "惠农补贴资金发放"));
        await office.DoAsync(plan, "AddLine", ("Goal", "政府采购全程留痕"), ("Measure", "每单留存比选资料。"));
        await Assertions.Expect(office.Page.Locator(".plan-lines > li")).ToHaveCountAsync(2);
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("1条尚未挂钩业务工作");

        // The second line is linked to an entry of the task list.
        await office.GoAsync($"{plan}/do/LinkLine?Line=2");
        await ChooseAsync(office, "Task", "RW-");
        await office.SendAsync();
        await Assertions.Expect(office.Page.Locator(".plan-lines > li").Nth(1).Locator("a[href*='/dossiers/']").First).ToBeVisibleAsync();
        await Assertions.Expect(office.Page.Locator("main")).Not.ToContainTextAsync("尚未挂钩业务工作");
        await office.DoAsync(plan, "SubmitPlan");

        // Whoever handed it in does not approve it; the head does.
        Assert.Equal(0, await office.Page.Locator("a[href$='/do/ApprovePlan']").CountAsync());
        await using (var head = await site.VisitAsync())
        {
            await head.SignInAsync("主要负责人", Bureau);
            await head.DoAsync(plan, "ApprovePlan", ("Meeting", $"局党组会{year}年第1次会议"));
        }

        await office.DoAsync(plan, "PublishPlan", ("On", Day(0)), ("How", "印发文件"));
        await Assertions.Expect(office.Page.Locator(".dossier-state")).ToContainTextAsync("执行中");
        await office.GoAsync($"{plan}/do/ReportLine?Line=1");
        await ChooseAsync(office, "Outcome", "已完成");
        await office.Page.Locator("[name=Evidence]").FillAsync("公示四次，抽查三十户。");
        await office.SendAsync();

        await office.FollowAsync("年终对照");
        await Assertions.Expect(office.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("公示四次，抽查三十户。");
        await Assertions.Expect(office.Page.Locator("tbody tr").Nth(1)).ToContainTextAsync("尚未填写");
        var paper = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.Locator("a[href$='/year-end/document']").ClickAsync());
        Assert.EndsWith(".docx", paper.SuggestedFilename, StringComparison.Ordinal);
        Assert.True((await office.Page.PdfAsync(new() { PreferCSSPageSize = true })).Length > 10_000);

        // What a bureau owes the county is seen there at once.
        await using var county = await site.VisitAsync();
        await county.SignInAsync("办公室经办", "清源县");
        await county.GoAsync($"/statistics/duties/rows?figure=plans&period={PeriodOf(Today)}");
        await Assertions.Expect(county.Page.Locator($"a[href='{plan}']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_half_yearly_meeting_collects_reports_raises_three_problems_and_the_next_one_opens_with_how_they_stand()
    {
        await using var office = await site.VisitAsync();
        await office.SignInAsync("办公室经办", Bureau);
        await using var deputy = await site.VisitAsync();
        await deputy.SignInAsync("班子成员", Bureau);
        var reporter = await deputy.Page.Locator(".topbar-person b").InnerTextAsync();

        var meeting = await CallAsync(office, reporter, held: 0);
        await deputy.GoAsync("/lists/field-report?scope=assigned");
        await deputy.Page.Locator("tbody th a").First.ClickAsync();
        var report = new Uri(deputy.Page.Url).AbsolutePath;
        await deputy.DoAsync(report, "FileFieldReport", ("Situation", "分管领域各项责任按季推进。"), ("Problems", "村级公示不及时。"), ("NextSteps", "逐村抽查。"));
        await office.GoAsync(meeting);
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已报送");

        await office.DoAsync(meeting, "HoldMeeting", ("Summary", "听取分管领域报告，查找问题三个。"));
        foreach (var (problem, days) in ((string, int)[])[("补贴公示不及时", 30), ("采购资料不完整", 45), ("回访制度未落实", 60)])
        {
            await office.GoAsync($"{meeting}/do/RaiseProblem");
            await office.Page.Locator("[name=Problem]").FillAsync(problem);
            await office.Page.Locator("[name=Cause]").FillAsync("责任没有到岗。");
            await office.Page.Locator("[name=Countermeasure]").FillAsync("明确专人，按月核对。");
            await office.Page.Locator("select[name=Unit]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await ChooseAsync(office, "Owner", reporter);
            await office.Page.Locator("[name=Due]").FillAsync(Day(days));
            await office.SendAsync();
        }

        await ChooseAndSendAsync(office, meeting, "SettleMinutes", "AgreedBy", reporter);
        await Assertions.Expect(office.Page.Locator(".dossier-state")).ToContainTextAsync("纪要已定");
        var problems = office.Page.Locator("section.panel").Filter(new() { HasText = "问题、原因、对策" }).First.Locator("tbody tr");
        await Assertions.Expect(problems).ToHaveCountAsync(3);
        await Assertions.Expect(problems.First).ToContainTextAsync("WT-");
        await Assertions.Expect(problems.First).ToContainTextAsync(reporter);
        await office.PictureAsync("meeting-zh");
        var minutes = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.Locator("a[href$='/minutes']").ClickAsync());
        Assert.EndsWith(".docx", minutes.SuggestedFilename, StringComparison.Ordinal);

        // One of them is worked on; the next meeting begins with that.
        await deputy.GoAsync(meeting);
        await deputy.Page.Locator("td a, th a").Filter(new() { HasText = "补贴公示不及时" }).First.ClickAsync();
        await deputy.DoAsync(new Uri(deputy.Page.Url).AbsolutePath, "AcceptItem");
        await CallAsync(office, reporter, held: 40);
        var last = office.Page.Locator("section.panel").Filter(new() { HasText = "上次会议事项现状" }).First.Locator("tbody tr");
        await Assertions.Expect(last).ToHaveCountAsync(3);
        await Assertions.Expect(last.Filter(new() { HasText = "补贴公示不及时" })).ToContainTextAsync("已认领");
    }

    private static async Task<string> CallAsync(Guest office, string reporter, int held)
    {
        await office.GoAsync("/open/half-year-meeting/CallMeeting");
        await office.Page.Locator("select[name=Unit]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.Page.Locator("[name=On]").FillAsync(Day(held));
        await office.Page.Locator("label.choice").Filter(new() { HasText = reporter }).Locator("input[name=Reporters]").First.CheckAsync();
        await office.Page.Locator("[name=ReportsBy]").FillAsync(Day(held));
        await office.SendAsync();
        await office.Page.WaitForURLAsync("**/dossiers/**");
        return new Uri(office.Page.Url).AbsolutePath;
    }

    private static async Task ChooseAndSendAsync(Guest guest, string dossier, string action, string field, string text)
    {
        await guest.GoAsync($"{dossier}/do/{action}");
        await ChooseAsync(guest, field, text);
        await guest.SendAsync();
    }

    /// <summary>One of a few stands open as round buttons, one of many in a list that opens.</summary>
    private static async Task ChooseAsync(Guest guest, string field, string text)
    {
        var open = guest.Page.Locator("label.choice").Filter(new() { HasText = text }).Locator($"input[name={field}]");
        if (await open.CountAsync() > 0)
        {
            await open.First.CheckAsync();
            return;
        }

        var option = guest.Page.Locator($"select[name={field}] option").Filter(new() { HasText = text }).First;
        await guest.Page.Locator($"select[name={field}]").SelectOptionAsync(await option.GetAttributeAsync("value") ?? "");
    }

    private static string Day(int ahead) => Today.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string PeriodOf(DateTime day) => $"{day.Year}-H{(day.Month <= 6 ? 1 : 2)}";
}
