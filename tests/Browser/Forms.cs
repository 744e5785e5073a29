using Microsoft.Playwright;

namespace Qinglian.Tests.Browser;

/// <summary>Filling in forms as a person would: a list, a round button, a tick or a box to write into.</summary>
internal static class Forms
{
    /// <summary>Fills in and sends the form of an action on the dossier that is open; the dossier is open again afterwards.</summary>
    public static async Task TakeAsync(this Guest guest, string action, params (string Field, string Value)[] values)
    {
        var dossier = new Uri(guest.Page.Url).AbsolutePath;
        await guest.GoAsync($"{dossier}/do/{action}");
        await guest.FillAsync(values);
        await guest.SendAsync();
        await Assertions.Expect(guest.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{dossier}($|[?#])"));
    }

    /// <param name="values">Of a list or of round buttons a part of what the choice says; of a tick anything.</param>
    public static async Task FillAsync(this Guest guest, params (string Field, string Value)[] values)
    {
        foreach (var (field, value) in values)
        {
            var input = guest.Page.Locator($"form.action-form [name='{field}']").First;
            switch (await input.EvaluateAsync<string>("e => e.tagName == 'INPUT' ? e.type : e.tagName"))
            {
                case "SELECT":
                    await input.SelectOptionAsync(await input.Locator("option").Filter(new() { HasText = value }).First.GetAttributeAsync("value") ?? "");
                    break;
                case "radio":
                    await guest.Page.Locator($"form.action-form label.choice:has([name='{field}'])").Filter(new() { HasText = value }).First.ClickAsync();
                    break;
                case "checkbox":
                    await input.CheckAsync();
                    break;
                default:
                    await input.FillAsync(value);
                    break;
            }
        }
    }

    public static Task SendAsync(this Guest guest) => guest.Page.Locator("form.action-form button[type=submit]").First.ClickAsync();

    /// <summary>The dossier of a list whose title has these words.</summary>
    public static async Task OpenAsync(this Guest guest, string procedure, string title)
    {
        await guest.GoAsync($"/lists/{procedure}");
        await guest.Page.Locator("tbody th a").Filter(new() { HasText = title }).First.ClickAsync();
        await guest.Page.WaitForURLAsync("**/dossiers/**");
    }
}
