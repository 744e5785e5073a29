namespace Qinglian.Tests.Browser;

/// <summary>Pages open to everybody: axe finds nothing, in both languages, at desk and phone width, and nothing runs off the side.</summary>
public sealed class BarrierTests(LiveSite site)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Public_pages_have_no_barriers(bool phone, bool english)
    {
        await using var guest = await site.VisitAsync(phone, english);

        await CheckAsync(guest, "/public", "/sign-in", "/ledger", "/verify/index.html");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Pages_of_the_office_have_no_barriers(bool phone, bool english)
    {
        await using var guest = await site.VisitAsync(phone, english);
        await guest.SignInAsync(english ? "office of the unit" : "办公室经办", "清源县");

        await CheckAsync(guest, "/desk", "/lists/task", "/lists/policy-document", "/documents/import", "/calendar", "/notices", "/organisation", "/organisation/coverage", "/registers", "/registers/unit", "/statistics", "/procedures", "/procedures/task", "/account");
        await guest.GoAsync("/lists/policy-document");
        await guest.Page.Locator("tbody th a").First.ClickAsync();
        await CheckHereAsync(guest, "a document");
        if (!phone) await guest.PictureAsync("document-" + (english ? "en" : "zh"));
        await guest.GoAsync("/lists/task");
        await guest.Page.Locator("tbody th a").First.ClickAsync();
        await CheckHereAsync(guest, "a dossier");
        await guest.PictureAsync($"dossier{(phone ? "-phone" : "")}-{(english ? "en" : "zh")}");
        await guest.GoAsync("/desk");
        await guest.PictureAsync($"workbench{(phone ? "-phone" : "")}-{(english ? "en" : "zh")}");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Pages_of_responsibility_and_of_the_monthly_loop_have_no_barriers(bool phone, bool english)
    {
        await using var guest = await site.VisitAsync(phone, english);
        await guest.SignInAsync(english ? "head of supervision" : "纪检监察负责人", "清源县");

        await CheckAsync(guest, "/assessment/returns", "/assessment/returns/import", "/assessment/figures", "/assessment/rows", "/assessment/rows?figure=responsibilities.items-in-time", "/assessment/appraisals", "/assessment/bulletins", "/assessment/bulletins/draft", "/assessment/burden",
            "/responsibility/accountability", "/responsibility/checks", "/responsibility/review-form", "/responsibility/inquiries/call", "/search?q=月报");
        foreach (var kind in (string[])["monthly-return", "appraisal", "bulletin", "accountability", "inquiry", "annual-report", "decision", "field-check"])
        {
            await guest.GoAsync("/lists/" + kind);
            await guest.Page.Locator("tbody th a").First.ClickAsync();
            await guest.Page.WaitForURLAsync("**/dossiers/**");
            await CheckHereAsync(guest, kind);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Pages_of_the_administrators_have_no_barriers(bool phone, bool english)
    {
        await using var guest = await site.VisitAsync(phone, english);
        await guest.SignInAsync(english ? "security administrator" : "安全管理员");

        await CheckAsync(guest, "/admin/resets", "/admin/webhooks");
    }

    [Fact]
    public async Task A_picture_of_what_forms_cost()
    {
        await using var guest = await site.VisitAsync(english: true);
        await guest.SignInAsync("office of the unit", "清源县");
        await guest.GoAsync("/assessment/burden");

        Assert.True(await guest.Page.Locator("tbody tr").CountAsync() > 3);
        await guest.PictureAsync("burden-en");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Pages_of_leaders_duties_have_no_barriers(bool phone, bool english)
    {
        await using var guest = await site.VisitAsync(phone, english);
        await guest.SignInAsync(english ? "office of the unit" : "办公室经办", "清源县");

        await CheckAsync(guest, "/responsibility/four-way", "/responsibility/plans", "/responsibility/handovers", "/responsibility/handovers/agenda", "/responsibility/party-life", "/duty-log", "/hearings", "/interviews", "/statistics/duties", "/statistics/duties/rows?figure=plans");
        await guest.GoAsync("/responsibility/four-way");
        if (!phone) await guest.PictureAsync("four-way-" + (english ? "en" : "zh"));
        foreach (var kind in (string[])["half-year-meeting?state=Closed", "annual-plan", "handover", "interview", "party-meeting", "duty-entry", "duty-report"])
        {
            await guest.GoAsync($"/lists/{kind}");
            await guest.Page.Locator("tbody th a").First.ClickAsync();
            await CheckHereAsync(guest, kind);
        }

        await guest.GoAsync("/responsibility/plans");
        await guest.Page.Locator("a[href$='/year-end']").First.ClickAsync();
        await CheckHereAsync(guest, "the end of a year");
    }

    [Fact]
    public async Task A_picture_of_the_workbench_in_English()
    {
        await using var guest = await site.VisitAsync(english: true);
        await guest.SignInAsync("office of the unit", "清源县");
        await guest.GoAsync("/desk");

        Assert.Equal("Workbench", await guest.Page.Locator("h1").First.InnerTextAsync());
        Assert.Equal("en", await guest.Page.Locator("html").GetAttributeAsync("lang"));
        await guest.PictureAsync("workbench-en");
    }

    private static async Task CheckAsync(Guest guest, params string[] paths)
    {
        foreach (var path in paths)
        {
            await guest.GoAsync(path);
            await CheckHereAsync(guest, path);
        }
    }

    private static async Task CheckHereAsync(Guest guest, string where)
    {
        var barriers = await guest.BarriersAsync();
        Assert.True(barriers.Count == 0, $"{where}: {string.Join("\n", barriers)}");
        var beyond = await guest.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{where} runs {beyond} pixels off the side.");
    }
}
