using Microsoft.Playwright;
using Qinglian.Application.Demo;

namespace Qinglian.Tests.Browser;

/// <summary>The journeys of the foundation as people make them, in a real browser on the running program.</summary>
public sealed class Journeys(LiveSite site)
{
    [Fact]
    public async Task An_administrator_imports_the_organisation_and_the_matrix_shows_the_one_bureau_nobody_supervises()
    {
        await using (var administrator = await site.VisitAsync())
        {
            await administrator.SignInAsync("系统管理员");
            await administrator.GoAsync("/registers/unit/import");
            await administrator.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "机构.xlsx", MimeType = "application/octet-stream", Buffer = DemoFiles.OrganisationWorkbook() });
            await administrator.Page.Locator("main form button[type=submit]").First.ClickAsync();
            await administrator.PressAsync("确认导入");
            await Assertions.Expect(administrator.Page.Locator("main")).ToContainTextAsync("1");

            await administrator.GoAsync("/registers/person/import");
            await administrator.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "人员.xlsx", MimeType = "application/octet-stream", Buffer = DemoFiles.PersonsWorkbook(withErrors: true) });
            await administrator.Page.Locator("main form button[type=submit]").First.ClickAsync();
            await Assertions.Expect(administrator.Page.GetByText("不能导入的行").First).ToBeVisibleAsync();
            await administrator.PictureAsync("import-zh");
        }

        await using var supervision = await site.VisitAsync();
        await supervision.SignInAsync("纪检监察负责人", "清源县");
        await supervision.GoAsync("/organisation/coverage");
        await Assertions.Expect(supervision.Page.Locator("main")).ToContainTextAsync("县统计局");
        await supervision.PictureAsync("coverage-zh");

        await supervision.Page.Locator("a[href*='/organisation/coverage/task']").First.ClickAsync();
        await supervision.Page.Locator("input[name=due]").FillAsync("2027-03-31");
        await supervision.PressAsync("列入问题清单");
        await Assertions.Expect(supervision.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/dossiers/"));
        await Assertions.Expect(supervision.Page.Locator(".dossier-number")).ToContainTextAsync("WT-");
    }

    [Fact]
    public async Task Who_did_the_work_cannot_close_it_alone_and_the_refusal_is_on_the_record()
    {
        await using var office = await site.VisitAsync();
        await office.SignInAsync("主要负责人", "财政局");
        await office.GoAsync("/open/work-order/GiveOrder");
        await office.Page.Locator("select[name=Unit]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.Page.Locator("input[name=Title], textarea[name=Title]").First.FillAsync("核对村级补贴发放名册");
        await office.Page.Locator("textarea[name=Task], input[name=Task]").First.FillAsync("逐户核对并附签字名册。");
        var self = await office.Page.Locator(".topbar-person b").InnerTextAsync();
        await ChooseAsync(office, "To", self);
        await office.Page.Locator("input[name=Due]").FillAsync("2027-06-30");
        await office.Page.Locator("form.action-form button[type=submit]").First.ClickAsync();
        await office.Page.WaitForURLAsync("**/dossiers/**");

        await DoAsync(office, "AcceptItem");
        await DoAsync(office, "StartWork", ("Measures", "入户核对。"));
        await DoAsync(office, "SubmitEvidence", ("Result", "名册已核对，无差错。"));
        var dossier = new Uri(office.Page.Url).AbsolutePath;

        // The step is shown with the reason why it is not this person's, and is no link.
        Assert.Equal(0, await office.Page.Locator("a[href$='/do/ConfirmClosed']").CountAsync());

        // Sent all the same, as somebody with ideas would: refused with words, and on the record.
        await office.GoAsync($"{dossier}/do/AddNote");
        await office.Page.Locator("textarea[name=Text]").FillAsync("自己核验自己");
        await office.Page.EvaluateAsync("path => { const form = document.querySelector('form.action-form'); form.action = path; form.querySelector('[name=Text]').name = 'Finding'; }", $"{dossier}/do/ConfirmClosed");
        await office.Page.Locator("form.action-form button[type=submit]").First.ClickAsync();
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("只能由");
        await office.PictureAsync("refusal-zh");
        await office.GoAsync(dossier);
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("被拒绝");
        await Assertions.Expect(office.Page.Locator(".dossier-state")).ToContainTextAsync("待核验");
    }

    [Fact]
    public async Task An_auditor_reads_the_trail_and_anybody_checks_the_ledger_from_outside()
    {
        await using (var auditor = await site.VisitAsync())
        {
            await auditor.SignInAsync("审计管理员");
            await auditor.GoAsync("/admin/audit");
            Assert.True(await auditor.Page.Locator("tbody tr").CountAsync() > 10);
            await auditor.PictureAsync("audit-zh");
        }

        await using var anybody = await site.VisitAsync();
        await anybody.GoAsync("/ledger");
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("检查点");
        await anybody.PictureAsync("ledger-zh");

        await using var staff = await site.VisitAsync();
        await staff.SignInAsync("办公室经办", "清源县");
        await staff.GoAsync("/lists/task");
        await staff.Page.Locator("tbody th a").First.ClickAsync();
        var proof = await staff.Page.RunAndWaitForDownloadAsync(() => staff.Page.Locator("a[href*='/proof']").First.ClickAsync());
        var file = await proof.PathAsync();
        await staff.Page.GotoAsync("/verify/index.html");
        await staff.Page.Locator("input[type=file]").First.SetInputFilesAsync(file);
        await Assertions.Expect(staff.Page.Locator("body")).ToContainTextAsync("证明", new() { Timeout = 20_000 });
        await staff.PictureAsync("verify-zh");
    }

    [Fact]
    public async Task A_speech_becomes_duties_that_a_person_confirms_edits_or_rejects_and_issues()
    {
        await using var office = await site.VisitAsync();
        await office.SignInAsync("办公室经办", "清源县");
        await office.GoAsync("/documents/import");
        await office.Page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(LiveSite.Sources, "tests", "Unit", "Decomposition", "texts", "city-plenary.txt"));
        await office.Page.Locator("select[name=unit]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.PressAsync("导入并分解");
        await office.Page.WaitForURLAsync("**/dossiers/**");
        var duties = await office.Page.Locator(".span-list").First.Locator(".span-item").CountAsync();
        Assert.True(duties >= 15, $"{duties} duties");
        await office.PictureAsync("speech-zh");

        // Two are no duties; one is put better; the rest are right.
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "是口号" }).Nth(1).ClickAsync();
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "是口号" }).Nth(3).ClickAsync();
        await office.Page.GetByRole(AriaRole.Link, new() { Name = "修改" }).First.ClickAsync();
        await office.Page.Locator("textarea[name=wording]").FillAsync("按月汇总上报受理和查处情况");
        await office.PressAsync("保存修改");
        await Assertions.Expect(office.Page.Locator(".span-list").First).ToContainTextAsync("按月汇总上报受理和查处情况");

        await office.Page.Locator("details.batch > summary").First.ClickAsync();
        foreach (var box in await office.Page.Locator(".kind-proposed input[name=row]").AllAsync()) await box.CheckAsync();
        await office.Page.Locator("#b-unit").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await office.Page.Locator("button[formaction$='/decide/assign']").ClickAsync();
        await office.Page.Locator("details.batch > summary").First.ClickAsync();
        foreach (var box in await office.Page.Locator(".kind-proposed input[name=row]").AllAsync()) await box.CheckAsync();
        await office.Page.Locator("button[formaction$='/decide/confirm']").First.ClickAsync();
        await Assertions.Expect(office.Page.Locator(".kind-proposed")).ToHaveCountAsync(0);

        await office.Page.Locator("a[href$='/do/IssueDuties']").ClickAsync();
        await office.Page.Locator("form.action-form button[type=submit]").First.ClickAsync();
        await Assertions.Expect(office.Page.Locator(".doc-head")).ToContainTextAsync("已分解下达");
        Assert.Equal(duties - 2, await office.Page.GetByText("查看清单事项").CountAsync());

        await using var phone = await site.VisitAsync(phone: true);
        await phone.SignInAsync("办公室经办", "清源县");
        await phone.Page.GotoAsync(new Uri(office.Page.Url).AbsolutePath);
        await phone.PictureAsync("speech-phone-zh");
    }

    [Fact]
    public async Task Everything_works_with_scripts_switched_off()
    {
        await using var office = await site.VisitAsync(scripts: false);
        await office.SignInAsync("办公室经办", "清源县");
        await office.GoAsync("/documents/import");
        await office.Page.Locator("textarea[name=text]").FillAsync("关于做好报送工作的通知\n\n各单位要在每月5日前将上月情况汇总上报。县财政局要建立资金台账。\n");
        await office.Page.Locator("select[name=unit]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.PressAsync("导入并分解");
        await office.Page.WaitForURLAsync("**/dossiers/**");
        await office.Page.Locator("button[type=submit]").Filter(new() { HasText = "确认" }).Nth(1).ClickAsync();
        await Assertions.Expect(office.Page.Locator(".kind-confirmed")).ToHaveCountAsync(1);

        // A date that is none is said beside its field, and what was typed is still there.
        await office.Page.Locator("a[href*='/edit/']").First.ClickAsync();
        await office.Page.Locator("textarea[name=wording]").FillAsync("每月报送");
        await office.Page.Locator("textarea[name=passage]").FillAsync("这不是原文");
        await office.PressAsync("保存修改");
        await Assertions.Expect(office.Page.Locator(".field-error")).ToHaveCountAsync(1);
        await Assertions.Expect(office.Page.Locator("textarea[name=wording]")).ToHaveValueAsync("每月报送");
    }

    private static async Task ChooseAsync(Guest guest, string field, string text)
    {
        var option = guest.Page.Locator($"select[name={field}] option").Filter(new() { HasText = text }).First;
        await guest.Page.Locator($"select[name={field}]").SelectOptionAsync(await option.GetAttributeAsync("value") ?? "");
    }

    private static async Task DoAsync(Guest guest, string action, params (string Field, string Value)[] values)
    {
        var dossier = new Uri(guest.Page.Url).AbsolutePath;
        await guest.GoAsync($"{dossier}/do/{action}");
        foreach (var (field, value) in values) await guest.Page.Locator($"[name={field}]").First.FillAsync(value);
        var choice = guest.Page.Locator("form.action-form input[type=radio]");
        if (await choice.CountAsync() > 0) await choice.First.CheckAsync();
        await guest.Page.Locator("form.action-form button[type=submit]").First.ClickAsync();
        await guest.Page.WaitForURLAsync(url => !url.Contains("/do/", StringComparison.Ordinal));
    }
}
