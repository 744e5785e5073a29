using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Kernel.Jobs;

namespace Qinglian.Data.Accounts;

/// <summary>Puts accounts into a container.</summary>
public static class AccountServices
{
    /// <summary>PBKDF2 with HMAC-SHA-512, 210 000 rounds (OWASP Password Storage Cheat Sheet); the rounds stand in each hash, and older hashes are renewed when their owner signs in.</summary>
    internal static PasswordHasherOptions Hashing { get; } = new() { IterationCount = 210_000 };

    /// <summary>Needs the database, the ledger, the vault and the registers.</summary>
    /// <param name="domain">The name passkeys are bound to; null: the name by which the site is called.</param>
    public static IServiceCollection AddAccountData(this IServiceCollection services, string? domain = null)
    {
        services.AddIdentityCore<Account>(options =>
        {
            // What a password must be is said in PasswordRules, what a user name may be in UserNames.
            options.User.AllowedUserNameCharacters = "";
            options.Password = new() { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false };
        }).AddUserStore<AccountStore>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Hashing.IterationCount);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = domain;
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            // The framework compares with the Origin header, which browsers blank out on form posts under our referrer policy.
            options.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && origin.Origin == $"{origin.HttpContext.Request.Scheme}://{origin.HttpContext.Request.Host}");
        });
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddSingleton<OpenKeys>();
        services.AddSingleton<StaffKeys>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Throttle>();
        services.AddSingleton<Challenges>();
        services.AddSingleton<Codes>();
        services.AddSingleton<AccountLedger>();
        services.AddSingleton<DemoPeople>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Door>();
        services.AddScoped<AccountOffice>();
        services.AddScoped<AdministratorResets>();
        services.AddScoped<FirstSetUp>();
        return services;
    }
}
