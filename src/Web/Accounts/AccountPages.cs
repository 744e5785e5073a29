using Microsoft.AspNetCore.Authentication;
using Qinglian.Data.Accounts;
using Qinglian.Kernel.Access;

namespace Qinglian.Web.Accounts;

/// <summary>The pages around signing in and accounts, and what they need.</summary>
public static class AccountPages
{
    /// <param name="domain">The name passkeys are bound to; null: the name by which the site is called.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, string? domain = null)
    {
        services.AddAccountData(domain);
        services.AddScoped<Doorway>();
        services.AddScoped<AccountScreens>();
        services.AddSingleton<SetupCode>();
        services.AddHostedService(s => s.GetRequiredService<SetupCode>());
        services.AddAuthentication(SessionHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddSingleton(new MenuEntry(new("账户", "Accounts"), "/admin/accounts", "user", null, a => a.HoldsAnywhere(Duties.SecurityAdministrator)));
        services.AddSingleton(new MenuEntry(new("管理员重置", "Administrators' resets"), "/admin/resets", "shield", null, a => Duties.Administrators.Any(a.HoldsAnywhere)));
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        SignInPages.Map(app);
        EnrolPages.Map(app);
        OwnAccountPages.Map(app);
        StaffKeyPages.Map(app);
        SetupPages.Map(app);
        AccountAdminPages.Map(app);
        AdministratorResetPages.Map(app);
    }
}
